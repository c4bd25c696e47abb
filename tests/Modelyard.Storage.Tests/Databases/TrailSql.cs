using System.Globalization;

namespace Modelyard.Storage.Tests;

/// <summary>What somebody might do to the trail who can write to the database but does not have the key.</summary>
/// <param name="Table">Where the records are.</param>
/// <param name="MoveHeadFormat">Makes another record the stored end.</param>
/// <param name="Copy">Keeps a copy of all of it for later.</param>
/// <param name="PutBack">Puts that copy back.</param>
/// <param name="ForgetLastRevision">Takes the last write out of the log.</param>
public sealed record TrailSql(string Table, string MoveHeadFormat, string Copy, string PutBack, string ForgetLastRevision)
{
    public string MoveHead(TrailRecord record) =>
        string.Format(CultureInfo.InvariantCulture, MoveHeadFormat, record.Sequence, Convert.ToHexString(record.Hash.Span));
}
