using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Gives each organization its home project and its members their rights, and counts its projects.</summary>
internal sealed class OrganizationController(
    Informer<Organization> organizations,
    Informer<Namespace> namespaces,
    Informer<ModelVersion> versions,
    MemberRights rights,
    IResourceClient client,
    TimeProvider time,
    ILogger<OrganizationController> logger) : Controller<Organization>(organizations, time, logger)
{
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(namespaces.WaitForSyncAsync(cancellationToken), versions.WaitForSyncAsync(cancellationToken), rights.WaitForSyncAsync(cancellationToken));
        return
        [
            namespaces.Subscribe(change =>
            {
                foreach (var name in new[] { change.Object.Metadata.Name, OwnerOf(change.Object), change.Old is { } old ? OwnerOf(old) : null }.Distinct())
                {
                    if (name is not null && Informer.Get(new NamespacedName("", name)) is not null)
                    {
                        Enqueue(new NamespacedName("", name));
                    }
                }
            }),

            versions.Subscribe(change =>
            {
                if (change.Old?.Status?.Digest != change.Object.Status?.Digest || change.Type == WatchEventType.Deleted)
                {
                    EnqueueOwnerOf(change.Object);
                }
            }),

            // Also of an organization that is gone: its members lose their rights.
            rights.Subscribe(binding =>
            {
                foreach (var name in new[] { MemberBindings.OrganizationOf(binding), OwnerOf(binding) }.Distinct().OfType<string>())
                {
                    Enqueue(new NamespacedName("", name));
                }
            }),
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var organization = await client.TryGetAsync<Organization>(key, cancellationToken);
        if (organization is null || organization.Metadata.DeletionTimestamp is not null)
        {
            // Its projects stay: what is in them may still be needed, and is deleted by whoever deletes them. But nobody is a member of it any more.
            await rights.BringInLineAsync(key.Name, [], cancellationToken);
            return ReconcileResult.Done;
        }

        var (isReady, reason, message) = await EnsureHomeAsync(key.Name, cancellationToken);
        var conditions = new Conditions(organization.Status?.Conditions, _time.GetUtcNow());
        conditions.Set("Ready", isReady, reason, message);
        var status = new OrganizationStatus
        {
            ObservedGeneration = organization.Metadata.Generation,
            Conditions = conditions.ToList(),
            Projects = ProjectsOf(key.Name).Count,
            ModelBytes = BytesOf(ProjectsOf(key.Name)),
        };
        await client.WriteAsync<Organization, OrganizationSpec, OrganizationStatus>(organization, status, cancellationToken);

        // While its home is another's, so are the members in it: they must not get rights here.
        await rights.BringInLineAsync(key.Name, isReady ? ProjectsOf(key.Name) : [], cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task<(bool IsReady, string Reason, string? Message)> EnsureHomeAsync(string name, CancellationToken cancellationToken)
    {
        var home = await client.TryGetAsync<Namespace>(new NamespacedName("", name), cancellationToken);
        switch (home)
        {
            case { Metadata.DeletionTimestamp: not null }:
                return (false, "HomeProjectTerminating", $"The namespace {name} is being deleted; it is created anew when it is gone.");
            case not null when OwnerOf(home) == name:
                break;
            case not null when OwnerOf(home) is { } other:
                return (false, "HomeProjectTaken",
                    $"The namespace {name} is a project of the organization {other}: change its label {TenancyNames.OrganizationLabel}, or give this organization another name.");
            case not null:
                (home.Metadata.Labels ??= [])[TenancyNames.OrganizationLabel] = name;
                await client.UpdateAsync(home, cancellationToken);
                break;
            default:
                await client.CreateAsync(
                    new Namespace { Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string> { [TenancyNames.OrganizationLabel] = name } } },
                    cancellationToken);
                break;
        }

        return (true, "Ready", null);
    }

    private void EnqueueOwnerOf(ModelVersion version)
    {
        if (namespaces.Get(new NamespacedName("", version.Metadata.Namespace!)) is { } project && OwnerOf(project) is { } owner)
        {
            Enqueue(new NamespacedName("", owner));
        }
    }

    private long BytesOf(IReadOnlyCollection<string> projects) => versions.List()
        .Where(v => projects.Contains(v.Metadata.Namespace!))
        .SelectMany(v => v.Status?.Files ?? [])
        .DistinctBy(f => f.Digest)
        .Sum(f => f.Size ?? 0);

    private IReadOnlyCollection<string> ProjectsOf(string organization) =>
        [.. namespaces.List().Where(n => OwnerOf(n) == organization && n.Metadata.DeletionTimestamp is null).Select(n => n.Metadata.Name!)];

    private string? OwnerOf(RoleBinding binding) =>
        namespaces.Get(new NamespacedName("", binding.Metadata.Namespace!)) is { } project ? OwnerOf(project) : null;

    private static string? OwnerOf(Namespace project) => project.Metadata.Labels?.GetValueOrDefault(TenancyNames.OrganizationLabel);
}
