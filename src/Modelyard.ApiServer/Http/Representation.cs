using Microsoft.AspNetCore.Http;

namespace Modelyard.ApiServer;

/// <summary>What the client wants to be sent, of what the server can send.</summary>
internal enum Representation
{
    /// <summary>The objects themselves.</summary>
    Objects,

    /// <summary>Rows and columns for people.</summary>
    Table,

    /// <summary>Only the metadata of each object.</summary>
    Metadata,
}

/// <summary>Reads <c>Accept</c>: the first thing listed that is offered wins.</summary>
internal static class ContentNegotiation
{
    private const string MetaGroup = "meta.k8s.io";

    public static Representation Choose(HttpRequest request)
    {
        var accepted = request.Headers.Accept;
        if (accepted.Count == 0)
        {
            return Representation.Objects;
        }

        foreach (var clause in Clauses(request))
        {
            if ((clause.IsJson || clause.IsYaml) && clause.As.Length == 0)
            {
                return Representation.Objects;
            }

            if (clause is { IsJson: true, Group: MetaGroup, Version: "v1" })
            {
                switch (clause.As)
                {
                    case "Table":
                        return Representation.Table;
                    case "PartialObjectMetadata" or "PartialObjectMetadataList":
                        return Representation.Metadata;
                }
            }
        }

        throw StatusErrors.NotAcceptable("application/json, application/yaml, application/json;as=Table;v=v1;g=meta.k8s.io");
    }

    /// <summary>Whether YAML comes before JSON in what is accepted.</summary>
    public static bool PrefersYaml(HttpRequest request) => Clauses(request).FirstOrDefault(c => c.IsJson || c.IsYaml).IsYaml;

    /// <summary>Whether a form of JSON with these parameters is among what is accepted.</summary>
    public static bool Accepts(HttpRequest request, string group, string version, string form) =>
        Clauses(request).Any(c => c.IsJson && c.Group == group && c.Version == version && c.As == form);

    private static IEnumerable<Clause> Clauses(HttpRequest request) =>
        request.Headers.Accept.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(Clause.Parse);

    private readonly record struct Clause(bool IsJson, bool IsYaml, string As, string Group, string Version)
    {
        public static Clause Parse(string text)
        {
            var parts = text.Split(';', StringSplitOptions.TrimEntries);
            string Parameter(string name) =>
                parts.Skip(1).FirstOrDefault(p => p.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";
            return new Clause(
                parts[0] is "application/json" or "application/*" or "*/*", parts[0] == "application/yaml", Parameter("as="), Parameter("g="), Parameter("v="));
        }
    }
}
