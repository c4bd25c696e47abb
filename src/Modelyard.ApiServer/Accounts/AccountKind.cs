using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Lists of accounts; everything else about them goes the way of other kinds.</summary>
internal sealed class AccountKind(AccountDocuments accounts) : IVirtualKind
{
    public KindDescriptor Kind => LedgerKinds.Accounts;

    public async Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken) =>
        new([.. (await accounts.ListAsync(cancellationToken)).Where(query.Filter.Matches)], null);
}
