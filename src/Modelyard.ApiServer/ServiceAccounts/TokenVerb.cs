using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary><c>POST</c> to a service account's <c>token</c>: gives out a token that acts as the account.</summary>
internal sealed class TokenVerb(ServiceAccountTokens tokens, ObjectStore objects, KindCatalog catalog, TimeProvider time) : IVerb
{
    private const string Group = "authentication.k8s.io";
    private const string Version = Group + "/v1";
    private const string Kind = "TokenRequest";
    private const long DefaultSeconds = 60 * 60;
    private const long FewestSeconds = 10 * 60;
    private const long MostSeconds = 1L << 32;

    public async Task HandleAsync(ApiRequest request)
    {
        var account = await objects.GetAsync(request.Kind, request.Namespace, request.Name, request.Aborted);
        var body = await ObjectDecoder.ReadAsync(request.Http);
        ObjectDecoder.FillKind(body, Version, Kind);
        ObjectDecoder.RequireKind(body, Version, Kind);
        if (body["spec"] is not JsonObject spec)
        {
            body["spec"] = spec = [];
        }

        var seconds = Seconds(spec, request.Name);
        var expires = time.GetUtcNow().AddSeconds(seconds);
        var audiences = spec["audiences"] is JsonArray { Count: > 0 } asked ? asked.Select(a => a!.ToString()).ToList() : [ServiceAccountTokens.Issuer];
        var claims = await BindAsync(
            new TokenClaims(request.Namespace, new TokenClaims.Reference(request.Name, account.Meta().Uid!)), spec["boundObjectRef"] as JsonObject, request);
        spec["audiences"] = new JsonArray([.. audiences.Select(a => (JsonNode?)a)]);
        spec["expirationSeconds"] = seconds;
        var meta = body.Meta();
        (meta.Name, meta.Namespace) = (request.Name, request.Namespace);
        meta.CreationTimestamp = DocumentMetadata.Time(time.GetUtcNow());
        body["status"] = new JsonObject
        {
            ["token"] = request.DryRun ? "" : tokens.Issue(claims, audiences, expires),
            ["expirationTimestamp"] = DocumentMetadata.Time(expires),
        };
        await ResponseWriter.WriteAsync(request.Http, StatusCodes.Created, body);
    }

    private static long Seconds(JsonObject spec, string name)
    {
        var text = spec["expirationSeconds"]?.ToString() ?? "";
        if (text.Length == 0)
        {
            return DefaultSeconds;
        }

        var seconds = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var wrong = seconds < FewestSeconds ? "may not specify a duration less than 10 minutes" : "may not specify a duration larger than 2^32 seconds";
        return seconds is >= FewestSeconds and <= MostSeconds ? seconds : throw Invalid(name, FieldError.Invalid("spec.expirationSeconds", text, wrong));
    }

    private async Task<TokenClaims> BindAsync(TokenClaims claims, JsonObject? bound, ApiRequest request)
    {
        if (bound is null)
        {
            return claims;
        }

        var (kind, name, uid) = (bound["kind"]?.ToString() ?? "", bound["name"]?.ToString() ?? "", bound["uid"]?.ToString() ?? "");
        if (kind is not ("Pod" or "Secret"))
        {
            throw Invalid(request.Name, FieldError.NotSupported("spec.boundObjectRef.kind", kind, ["Pod", "Secret"]));
        }

        var descriptor = catalog.Current.FindKind("v1", kind)!;
        var live = await objects.GetAsync(descriptor, request.Namespace, name, request.Aborted);
        if (uid.Length > 0 && uid != live.Meta().Uid)
        {
            throw StatusErrors.Conflict(descriptor, name, $"the UID in the bound object reference ({uid}) does not match the UID in record. The object might have been deleted and then recreated");
        }

        var reference = new TokenClaims.Reference(name, live.Meta().Uid!);
        return kind == "Pod" ? claims with { Pod = reference } : claims with { Secret = reference };
    }

    private static StatusException Invalid(string name, FieldError error) => StatusErrors.Invalid(Group, Kind, name, [error]);
}
