using System.Globalization;
using System.Text.RegularExpressions;

namespace Modelyard.ApiServer;

/// <summary>Which version of a group clients should prefer: v2 over v1 over v1beta2 over v1beta1 over v1alpha1, then anything else.</summary>
internal static partial class VersionPriority
{
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(static (a, b) => Rank(a).CompareTo(Rank(b)));

    private static (int Stability, int Major, int Minor) Rank(string version)
    {
        var match = Pattern().Match(version);
        if (!match.Success)
        {
            return (0, 0, 0);
        }

        var stability = match.Groups["stage"].Value switch { "" => 3, "beta" => 2, _ => 1 };
        return (stability, Number(match.Groups["major"]), Number(match.Groups["minor"]));
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^v(?<major>[0-9]{1,6})((?<stage>alpha|beta)(?<minor>[0-9]{1,6}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
