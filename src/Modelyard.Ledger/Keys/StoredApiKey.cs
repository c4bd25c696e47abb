namespace Modelyard.Ledger;

internal sealed record StoredApiKey(ApiKey Key, SecretHash Hash);
