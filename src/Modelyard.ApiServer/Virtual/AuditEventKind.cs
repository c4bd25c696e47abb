using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>The audit trail as resources, newest first, read beside the store that is written to.</summary>
internal sealed class AuditEventKind(TrailReader reader) : IVirtualKind
{
    private const int PageSize = 500;

    // So many records are looked at for one page: a rare one is found over several requests, each of which is short.
    private const int MostRead = 20_000;

    public KindDescriptor Kind => LedgerKinds.AuditEvents;

    public async Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken)
    {
        var limit = query.Limit is > 0 and < PageSize ? query.Limit : PageSize;
        var selection = AuditSelection.Of(query.Filter);
        await using var trail = await reader.OpenAsync(cancellationToken);
        var items = new List<JsonObject>();
        var before = query.After is { } after ? Position(after) : (TrailPosition?)null;
        for (var read = 0; read < MostRead;)
        {
            // One more than is shown says whether there is a next page.
            var found = await trail.ReadNewestAsync(selection.Window(before), PageSize + 1, cancellationToken).ToListAsync(cancellationToken);
            foreach (var record in found.Take(PageSize))
            {
                if (selection.Show(record) is { } item)
                {
                    items.Add(item);
                }

                before = new TrailPosition(record.Time, record.Sequence);
                if (items.Count == limit && record != found[^1])
                {
                    return new VirtualPage(items, Token(before.Value));
                }
            }

            if (found.Count <= PageSize)
            {
                return new VirtualPage(items, null);
            }

            read += PageSize;
        }

        return new VirtualPage(items, Token(before!.Value));
    }

    private static TrailPosition Position(ContinueToken token) =>
        long.TryParse(token.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new TrailPosition(DateTimeOffset.FromUnixTimeMilliseconds(token.Revision), sequence)
            : throw StatusErrors.BadRequest("continue key is not valid: pass the value of metadata.continue of the page before");

    private static ContinueToken Token(TrailPosition position) =>
        new(position.Time.ToUnixTimeMilliseconds(), "", position.Sequence.ToString(CultureInfo.InvariantCulture));
}
