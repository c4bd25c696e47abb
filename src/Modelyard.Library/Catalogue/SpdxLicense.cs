using System.Collections.Frozen;

namespace Modelyard.Library;

/// <summary>Licences as model cards name them, by their SPDX identifiers.</summary>
internal static class SpdxLicense
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["apache-2.0"] = "Apache-2.0", ["mit"] = "MIT", ["bsd"] = "BSD-3-Clause", ["bsd-2-clause"] = "BSD-2-Clause", ["bsd-3-clause"] = "BSD-3-Clause",
        ["bsd-3-clause-clear"] = "BSD-3-Clause-Clear", ["cc0-1.0"] = "CC0-1.0", ["cc-by-2.0"] = "CC-BY-2.0", ["cc-by-3.0"] = "CC-BY-3.0", ["cc-by-4.0"] = "CC-BY-4.0",
        ["cc-by-sa-3.0"] = "CC-BY-SA-3.0", ["cc-by-sa-4.0"] = "CC-BY-SA-4.0", ["cc-by-nc-2.0"] = "CC-BY-NC-2.0", ["cc-by-nc-3.0"] = "CC-BY-NC-3.0",
        ["cc-by-nc-4.0"] = "CC-BY-NC-4.0", ["cc-by-nd-4.0"] = "CC-BY-ND-4.0", ["cc-by-nc-nd-3.0"] = "CC-BY-NC-ND-3.0", ["cc-by-nc-nd-4.0"] = "CC-BY-NC-ND-4.0",
        ["cc-by-nc-sa-2.0"] = "CC-BY-NC-SA-2.0", ["cc-by-nc-sa-3.0"] = "CC-BY-NC-SA-3.0", ["cc-by-nc-sa-4.0"] = "CC-BY-NC-SA-4.0", ["afl-3.0"] = "AFL-3.0",
        ["artistic-2.0"] = "Artistic-2.0", ["bsl-1.0"] = "BSL-1.0", ["c-uda"] = "C-UDA-1.0", ["ecl-2.0"] = "ECL-2.0", ["epl-1.0"] = "EPL-1.0", ["epl-2.0"] = "EPL-2.0",
        ["eupl-1.1"] = "EUPL-1.1", ["eupl-1.2"] = "EUPL-1.2", ["agpl-3.0"] = "AGPL-3.0-only", ["gpl-2.0"] = "GPL-2.0-only", ["gpl-3.0"] = "GPL-3.0-only",
        ["lgpl-2.1"] = "LGPL-2.1-only", ["lgpl-3.0"] = "LGPL-3.0-only", ["isc"] = "ISC", ["lppl-1.3c"] = "LPPL-1.3c", ["ms-pl"] = "MS-PL", ["mpl-2.0"] = "MPL-2.0",
        ["odc-by"] = "ODC-By-1.0", ["odbl"] = "ODbL-1.0", ["osl-3.0"] = "OSL-3.0", ["postgresql"] = "PostgreSQL", ["ofl-1.1"] = "OFL-1.1", ["ncsa"] = "NCSA",
        ["unlicense"] = "Unlicense", ["zlib"] = "Zlib", ["pddl"] = "PDDL-1.0", ["wtfpl"] = "WTFPL", ["cdla-permissive-1.0"] = "CDLA-Permissive-1.0",
        ["cdla-permissive-2.0"] = "CDLA-Permissive-2.0", ["cdla-sharing-1.0"] = "CDLA-Sharing-1.0", ["gfdl"] = "GFDL-1.3-only",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Identifiers = Known.Values.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    internal static bool IsIdentifier(string license) => Identifiers.TryGetValue(license, out var exact) && exact == license;

    /// <param name="name">What a card calls a licence of its own; only asked where <paramref name="license"/> is <c>other</c>.</param>
    internal static string? Of(string? license, string? name)
    {
        var stated = license?.Trim() is "other" or null or "" ? name?.Trim() : license.Trim();
        return stated switch
        {
            null or "" => license?.Trim() is "other" ? "LicenseRef-other" : null,
            "unknown" => null,
            _ when Known.TryGetValue(stated, out var identifier) => identifier,
            _ when Identifiers.TryGetValue(stated, out var exact) => exact,
            _ => "LicenseRef-" + string.Concat(stated.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-')),
        };
    }
}
