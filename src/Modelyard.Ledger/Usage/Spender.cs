namespace Modelyard.Ledger;

/// <summary>One who spends: an organization, by its name, or a single key, by its id.</summary>
public readonly record struct Spender(string Id, bool IsKey);
