namespace Modelyard.Storage;

/// <summary>
/// A database the log is kept in. What differs between databases is behind this; what a log does is in <see cref="ResourceLog"/>,
/// <see cref="LogWriter"/> and <see cref="LogFeed"/>.
/// </summary>
internal interface ILogDatabase : IAsyncDisposable
{
    /// <summary>What to call it in messages: a path or an address, never a password.</summary>
    string Name { get; }

    ILogReader Reader { get; }

    ILogAppender Appender { get; }
}
