using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Makes the RoleBindings of an organization's members what they are to be, and has them see the organization.</summary>
internal sealed class MemberRights(Informer<RoleBinding> bindings, OrganizationReaders readers, IResourceClient client)
{
    // Always the same, so that what others added to a binding is taken out again.
    private const string FieldManager = "modelyard-members";

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => bindings.WaitForSyncAsync(cancellationToken);

    /// <summary>Calls back with each binding that changed, as it is and as it was.</summary>
    public IDisposable Subscribe(Action<RoleBinding> changed) => bindings.Subscribe(change =>
    {
        changed(change.Object);
        if (change.Old is { } old)
        {
            changed(old);
        }
    });

    /// <summary>Gives the members of an organization their rights in these projects, and nobody any elsewhere.</summary>
    public async Task BringInLineAsync(string organization, IReadOnlyCollection<string> projects, CancellationToken cancellationToken)
    {
        if (await MembersOfAsync(organization, projects, cancellationToken) is not { } members)
        {
            return;
        }

        await readers.BringInLineAsync(organization, members, cancellationToken);
        var wanted = MemberBindings.Of(organization, projects, members).ToDictionary(NamespacedName.Of);
        foreach (var stray in bindings.List().Where(b => MemberBindings.OrganizationOf(b) == organization && !wanted.ContainsKey(NamespacedName.Of(b))))
        {
            await DeleteAsync(stray, cancellationToken);
        }

        foreach (var (name, binding) in wanted)
        {
            var present = bindings.Get(name);
            if (present is not null && MemberBindings.IsAsWanted(present, binding))
            {
                continue;
            }

            if (present is not null && !MemberBindings.HasRoleOf(present, binding))
            {
                await DeleteAsync(present, cancellationToken);
            }

            await client.ApplyAsync(binding, FieldManager, force: true, cancellationToken);
        }
    }

    /// <summary>Null where nobody keeps members: then nothing is known of anybody's rights, and they stay as they are.</summary>
    private async Task<IReadOnlyCollection<Member>?> MembersOfAsync(string organization, IReadOnlyCollection<string> projects, CancellationToken cancellationToken)
    {
        if (projects.Count == 0)
        {
            return [];
        }

        try
        {
            return (await client.ListAsync<Member>(new ListOptions { Namespace = organization }, cancellationToken)).Items;
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    private Task DeleteAsync(RoleBinding binding, CancellationToken cancellationToken) => client.DeleteIfExistsAsync<RoleBinding>(
        NamespacedName.Of(binding), new DeleteOptions { PreconditionUid = binding.Metadata.Uid }, cancellationToken);
}
