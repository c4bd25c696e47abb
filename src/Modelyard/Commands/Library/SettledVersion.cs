using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>What somebody's decision about a version comes to the controller says, in a moment.</summary>
internal static class SettledVersion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task<ModelVersion> AfterAsync(ModelVersion before, ResourceClient client, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var now = await client.GetAsync<ModelVersion>(NamespacedName.Of(before), cancellationToken);
            if (now.Metadata.ResourceVersion != before.Metadata.ResourceVersion || TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                return now;
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
