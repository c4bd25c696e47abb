namespace Modelyard.Library;

/// <summary>One of the things that are done about a version, in the order in which they are registered.</summary>
internal interface IVersionStep
{
    /// <summary>Has versions looked at again when what the step goes by changes. Called at each start, before the first version.</summary>
    /// <returns>What is subscribed to; given up when the controller stops.</returns>
    Task<IReadOnlyList<IDisposable>> FollowAsync(IVersionQueue versions, CancellationToken cancellationToken);

    /// <summary>Does the step unless it was done. When it stops the passage, no later step is tried.</summary>
    Task RunAsync(VersionPassage passage, CancellationToken cancellationToken);
}
