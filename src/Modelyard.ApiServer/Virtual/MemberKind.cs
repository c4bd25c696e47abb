using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Lists of members; everything else about them goes the way of other kinds.</summary>
internal sealed class MemberKind(MemberDocuments members) : IVirtualKind
{
    public KindDescriptor Kind => LedgerKinds.Members;

    public async Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken) =>
        new([.. (await members.ListAsync(query.Namespace, cancellationToken)).Where(query.Filter.Matches)], null);
}
