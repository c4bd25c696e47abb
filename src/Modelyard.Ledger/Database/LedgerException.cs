namespace Modelyard.Ledger;

/// <summary>Why a ledger refused.</summary>
public enum LedgerFailure
{
    /// <summary>What was given is not acceptable; the message says why.</summary>
    Invalid,

    /// <summary>There is no such entry.</summary>
    NotFound,

    /// <summary>An entry of this name exists already.</summary>
    AlreadyExists,

    /// <summary>Somebody else changed the entry in the meantime.</summary>
    Conflict,

    /// <summary>The files cannot be used as they are; a person has to act.</summary>
    Unusable,

    /// <summary>The database did not answer or could not write.</summary>
    Unavailable,
}

/// <summary>A ledger refused or could not do what was asked.</summary>
public sealed class LedgerException(LedgerFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of refusal this is.</summary>
    public LedgerFailure Failure { get; } = failure;

    /// <summary>Whether the same call may succeed later without anybody changing anything in it.</summary>
    public bool IsTransient => Failure == LedgerFailure.Unavailable;
}
