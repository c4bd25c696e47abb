using System.Text.RegularExpressions;
using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class CrdSchemaTests
{
    /// <summary>Where we differ on purpose, and why.</summary>
    private static readonly (string Pattern, string Reason)[] Meant =
    [
        (@"^required \S+\.(httpGet|tcpSocket): theirs 'port', ours ''$",
            "KServe's definition demands the port of a probe in some places and fills it in itself in others; one type serves all, and the validator asks for it where it must be there."),
        (@"^required \S+\.os: theirs '', ours 'name'$", "An operating system without a name says nothing; only one of the definition's copies leaves it out."),
        (@"^extra \S+\.podCertificate\.userAnnotations$", "Newer than the Kubernetes release the definition was made from."),
        (@"^extra \.spec\.(predictor|transformer|explainer)\.ephemeralContainers$",
            "Part of every pod spec; the definition leaves it out for size."),
        (@"^required \.spec\.canary\[\]\.predictor\.\w+: theirs '(modelFormat,)?name', ours ''$",
            "The definition's copy for canaries demands the container's name; we fill it in. The format is asked for by the validator."),
    ];

    [Theory]
    [InlineData("inferenceservices")]
    [InlineData("servingruntimes")]
    [InlineData("clusterservingruntimes")]
    public void Schema_ComparedWithThePublishedOne_DiffersOnlyWhereMeant(string plural)
    {
        var ours = KindRegistry.BuiltIn.Single(k => k.Plural == plural).Schema.Value;

        var differences = CrdComparison.Differences(Crd.Schema(plural), ours);

        differences.Where(d => !Meant.Any(m => Regex.IsMatch(d, m.Pattern))).ShouldBeEmpty();
    }

    [Fact]
    public void MeantDifferences_EachStillExists()
    {
        var ours = KindRegistry.BuiltIn.Single(k => k.Kind == "InferenceService").Schema.Value;

        var differences = CrdComparison.Differences(Crd.Schema("inferenceservices"), ours);

        Meant.Where(m => !differences.Any(d => Regex.IsMatch(d, m.Pattern))).ShouldBeEmpty("An exception that excuses nothing hides the next difference.");
    }
}
