namespace Modelyard.WebConsole;

/// <summary>A provider cannot be used, or what it says does not count. The message is for the person who wants to sign in and for who set it up.</summary>
internal sealed class ProviderException(string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One word for programs.</summary>
    public string Reason => reason;
}
