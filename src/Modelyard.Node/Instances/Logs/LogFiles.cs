using System.Globalization;

namespace Modelyard.Node;

/// <summary>Where the output of one instance lies: a file for each run of its process, as the kubelet keeps them; the last two are kept.</summary>
internal sealed class LogFiles(string folder)
{
    /// <summary>The file of the run after <paramref name="restarts"/> restarts.</summary>
    public string Of(int restarts) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{restarts}.log"));

    /// <summary>Removes the files of runs older than the one before <paramref name="restarts"/>.</summary>
    public void Prune(int restarts)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (int.TryParse(Path.GetFileName(file).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var run) && run < restarts - 1)
            {
                File.Delete(file);
            }
        }
    }
}
