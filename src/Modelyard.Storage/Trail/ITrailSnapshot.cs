namespace Modelyard.Storage;

/// <summary>The trail as it is at one moment, also while others write to it.</summary>
/// <remarks>All members fail with a <see cref="StoreException"/>.</remarks>
public interface ITrailSnapshot : IAsyncDisposable
{
    /// <summary>The end of the trail; null when there never was one.</summary>
    SealedTrailHead? Head { get; }

    /// <summary>The records written from <paramref name="since"/> on and before <paramref name="until"/>, in their order; null for no bound.</summary>
    IAsyncEnumerable<TrailRecord> ReadAsync(DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken);

    /// <summary>The records from number <paramref name="first"/> on, in their order.</summary>
    IAsyncEnumerable<TrailRecord> ReadFromAsync(long first, CancellationToken cancellationToken);

    /// <summary>The newest <paramref name="limit"/> records of a part of the trail, newest first.</summary>
    IAsyncEnumerable<TrailRecord> ReadNewestAsync(TrailWindow window, int limit, CancellationToken cancellationToken);
}
