using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>What happened to a watched object.</summary>
public enum WatchEventType
{
    /// <summary>It appeared.</summary>
    Added,

    /// <summary>It changed.</summary>
    Modified,

    /// <summary>It is gone; the object is its last state.</summary>
    Deleted,

    /// <summary>Nothing happened, but the watch has come this far (only the revision is meaningful).</summary>
    Bookmark,
}

/// <summary>One event of a watch.</summary>
public readonly record struct WatchEvent<T>(WatchEventType Type, T Object)
    where T : Resource;
