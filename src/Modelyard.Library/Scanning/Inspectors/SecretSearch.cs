using System.Text;
using System.Text.RegularExpressions;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Looks for secrets by the forms their issuers give them. What it finds it does not repeat.</summary>
internal static partial class SecretSearch
{
    /// <summary>The longest token here is shorter; pieces overlap by as much.</summary>
    private const int Overlap = 512;

    private static readonly (string What, Regex Form)[] Tokens =
    [
        ("an AWS access key", AwsKey()),
        ("a Hugging Face token", HuggingFaceToken()),
        ("a GitHub token", GitHubToken()),
        ("a GitLab token", GitLabToken()),
        ("an OpenAI key", OpenAiKey()),
        ("an Anthropic key", AnthropicKey()),
        ("a Google API key", GoogleKey()),
        ("a Slack token", SlackToken()),
        ("an npm token", NpmToken()),
        ("a PyPI token", PyPiToken()),
        ("a Weights & Biases key", WandbKey()),
    ];

    internal static bool Check(ByteReader reader, Content content, Inspection inspection)
    {
        var found = new HashSet<string>();
        var kept = "";
        for (int available; (available = reader.Available(FormatDetector.HeadSize)) > 0;)
        {
            var text = kept + Encoding.Latin1.GetString(reader.Span(available, "text"));
            Check(text, content, "", inspection, found);
            kept = text[^Math.Min(Overlap, text.Length)..];
        }

        return found.Count > 0;
    }

    internal static void Check(string text, Content content, string location, Inspection inspection) => Check(text, content, location, inspection, []);

    private static void Check(string text, Content content, string location, Inspection inspection, HashSet<string> found)
    {
        if (PrivateKey().IsMatch(text) && found.Add("a private key"))
        {
            inspection.Report(SecretRules.PrivateKey, content, location, "there is a private key in it");
        }

        foreach (var (what, form) in Tokens)
        {
            if (form.IsMatch(text) && found.Add(what))
            {
                inspection.Report(SecretRules.Token, content, location, $"there is {what} in it");
            }
        }
    }

    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex("-----BEGIN (RSA |EC |DSA |OPENSSH |PGP |ENCRYPTED )?PRIVATE KEY( BLOCK)?-----", Linear)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(AKIA|ASIA)[A-Z2-7]{16}\b", Linear)]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\bhf_[A-Za-z0-9]{34,40}\b", Linear)]
    private static partial Regex HuggingFaceToken();

    [GeneratedRegex(@"\b(gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{60,251})\b", Linear)]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bglpat-[A-Za-z0-9_\-]{20,64}", Linear)]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"\bsk-(proj-|svcacct-)?[A-Za-z0-9_\-]{20,80}T3BlbkFJ[A-Za-z0-9_\-]{20,80}", Linear)]
    private static partial Regex OpenAiKey();

    [GeneratedRegex(@"\bsk-ant-[a-z0-9]{2,10}-[A-Za-z0-9_\-]{80,120}", Linear)]
    private static partial Regex AnthropicKey();

    [GeneratedRegex(@"\bAIza[A-Za-z0-9_\-]{35}", Linear)]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\bxox[abposr]-[A-Za-z0-9\-]{20,200}", Linear)]
    private static partial Regex SlackToken();

    [GeneratedRegex(@"\bnpm_[A-Za-z0-9]{36}\b", Linear)]
    private static partial Regex NpmToken();

    [GeneratedRegex(@"\bpypi-AgE[A-Za-z0-9_\-]{50,200}", Linear)]
    private static partial Regex PyPiToken();

    [GeneratedRegex(@"(?i:wandb_api_key|wandb\.login)[^A-Za-z0-9]{1,12}(key[^A-Za-z0-9]{1,6})?[a-f0-9]{40}\b", Linear)]
    private static partial Regex WandbKey();
}
