namespace Modelyard.Client;

/// <summary>Which servers there are, who one is there, and which pair is current: one file, or several as if they were one.</summary>
/// <remarks>Files are merged as kubectl merges them: what the first file says about a name counts, and nothing later files say about it.</remarks>
public sealed class Kubeconfig
{
    /// <summary>The environment variable that names files, separated by colons.</summary>
    public const string Variable = "KUBECONFIG";

    private readonly Dictionary<string, Entry<KubeconfigCluster>> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry<KubeconfigUser>> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry<KubeconfigContext>> _contexts = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];

    private Kubeconfig()
    {
    }

    /// <summary>The context used when none is named.</summary>
    public string? CurrentContext { get; private set; }

    /// <summary>The names that may be used as a context.</summary>
    public IReadOnlyCollection<string> Contexts => _contexts.Keys;

    /// <summary>The files a person's environment names: those of <c>KUBECONFIG</c>, or <c>~/.kube/config</c>.</summary>
    public static IReadOnlyList<string> PathsOfEnvironment()
    {
        var named = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return named.Length > 0
            ? [.. named.Distinct(StringComparer.Ordinal)]
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="ConnectionConfigException">It is missing, or not a kubeconfig.</exception>
    public static Kubeconfig Load(string path) => Load([path]);

    /// <summary>Reads several files as one. Missing ones are left out, as long as one is there.</summary>
    /// <exception cref="ConnectionConfigException">All are missing, or one is not a kubeconfig.</exception>
    public static Kubeconfig Load(IReadOnlyList<string> paths)
    {
        var config = new Kubeconfig();
        foreach (var path in paths)
        {
            try
            {
                config.Add(KubeconfigDocument.Read(path), Path.GetFullPath(path));
            }
            catch (FileNotFoundException)
            {
                // Another may be there.
            }
        }

        return config._files.Count > 0
            ? config
            : throw new ConnectionConfigException($"there is no kubeconfig: {string.Join(", ", paths)} {(paths.Count == 1 ? "does" : "do")} not exist");
    }

    /// <summary>How to reach the server of <paramref name="context"/>, or of the current one, as its user.</summary>
    /// <exception cref="ConnectionConfigException">A name leads nowhere, or something cannot be used; all that is wrong is listed.</exception>
    public ConnectionOptions Resolve(string? context = null)
    {
        var files = string.Join(", ", _files);
        var name = context ?? CurrentContext;
        if (string.IsNullOrEmpty(name))
        {
            throw new ConnectionConfigException($"{files}: current-context is not set. Choose one of: {Known(_contexts.Keys)}");
        }

        var pair = _contexts.GetValueOrDefault(name)
            ?? throw new ConnectionConfigException($"{files}: there is no context \"{name}\". There is: {Known(_contexts.Keys)}");
        var place = $"{pair.File}: context \"{name}\"";
        var problems = new List<string>();
        var cluster = Find(_clusters, pair.Value.Cluster, "cluster", place, problems);

        // A context without a user is one of somebody unknown, which is allowed.
        var user = string.IsNullOrEmpty(pair.Value.User)
            ? new Entry<KubeconfigUser>("", pair.File, new KubeconfigUser())
            : Find(_users, pair.Value.User, "user", place, problems);
        return cluster is null || user is null
            ? throw new ConnectionConfigException(problems)
            : new KubeconfigReader(name, cluster, user).Read(pair.Value.Namespace);
    }

    private void Add(KubeconfigDocument document, string file)
    {
        _files.Add(file);
        CurrentContext = string.IsNullOrEmpty(CurrentContext) ? document.CurrentContext : CurrentContext;
        AddAll(_clusters, document.Clusters?.Select(c => (c?.Name, c?.Cluster)), "clusters", file);
        AddAll(_users, document.Users?.Select(u => (u?.Name, u?.User)), "users", file);
        AddAll(_contexts, document.Contexts?.Select(c => (c?.Name, c?.Context)), "contexts", file);
    }

    private static void AddAll<T>(Dictionary<string, Entry<T>> to, IEnumerable<(string? Name, T? Value)>? entries, string field, string file)
        where T : class
    {
        var ofFile = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in entries ?? [])
        {
            if (name is null || value is null)
            {
                throw new ConnectionConfigException($"{file}: an entry of {field} has no name, or nothing but a name");
            }

            if (!ofFile.Add(name))
            {
                throw new ConnectionConfigException($"{file}: {field} has two entries named \"{name}\"");
            }

            to.TryAdd(name, new Entry<T>(name, file, value));
        }
    }

    private static Entry<T>? Find<T>(Dictionary<string, Entry<T>> entries, string? name, string field, string place, List<string> problems)
    {
        if (entries.GetValueOrDefault(name ?? "") is { } found)
        {
            return found;
        }

        problems.Add(string.IsNullOrEmpty(name) ? $"{place}: {field} is not set" : $"{place}: {field} \"{name}\" does not exist. There is: {Known(entries.Keys)}");
        return null;
    }

    private static string Known(IReadOnlyCollection<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Order(StringComparer.Ordinal));

    /// <summary>Where something is: its name, and the file it is from. Paths it holds are relative to that file.</summary>
    internal abstract record Entry(string Name, string File);

    /// <summary>Something under a name.</summary>
    internal sealed record Entry<T>(string Name, string File, T Value) : Entry(Name, File);
}
