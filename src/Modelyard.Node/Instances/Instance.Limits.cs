namespace Modelyard.Node;

/// <summary>What keeps an instance together, and within its limits.</summary>
internal sealed partial class Instance
{
    /// <summary>The cgroup of the next run; null where there can be none. That limits are not enforced is told once, and stays in the status.</summary>
    private async Task<InstanceCgroup?> PrepareCgroupAsync(bool isFirst, CancellationToken cancellationToken)
    {
        var cgroup = _context.Cgroups.Of(_pod.Metadata.Uid!);
        cgroup?.Create(_context.Cgroups.Obstacle is null ? ResourceLimits.Of(_container) : null);
        if (isFirst && Report.LimitsProblem is { } problem)
        {
            await _context.Events.WarningAsync(_pod, "LimitsNotEnforced", problem, cancellationToken);
        }

        return cgroup;
    }

    private string? LimitsProblem() => ResourceLimits.Of(_container) is { Any: true } limits && _context.Cgroups.Obstacle is { } obstacle
        ? $"the limits {limits} are not enforced: {obstacle}"
        : null;
}
