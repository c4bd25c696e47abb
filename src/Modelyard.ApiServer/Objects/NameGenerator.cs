using System.Security.Cryptography;

namespace Modelyard.ApiServer;

/// <summary>Completes <c>generateName</c>.</summary>
internal static class NameGenerator
{
    // No vowels and no look-alikes, as in Kubernetes: names that can be read out and spell nothing.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int LongestPrefix = 63 - SuffixLength;

    public static string Complete(string prefix) =>
        (prefix.Length > LongestPrefix ? prefix[..LongestPrefix] : prefix) + RandomNumberGenerator.GetString(Alphabet, SuffixLength);
}
