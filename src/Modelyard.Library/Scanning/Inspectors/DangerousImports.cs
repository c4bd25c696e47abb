using System.Collections.Frozen;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>
/// Which of the imports that are not allowed are known to run code or to reach the machine. It only decides how loudly an import
/// is refused: what is missing here is refused all the same.
/// </summary>
internal static class DangerousImports
{
    private static readonly FrozenSet<string> Packages = new[]
    {
        "os", "posix", "nt", "posixpath", "ntpath", "subprocess", "_posixsubprocess", "sys", "socket", "_socket", "ssl", "shutil", "runpy", "importlib", "imp", "_imp", "_frozen_importlib",
        "_frozen_importlib_external", "zipimport", "pickle", "_pickle", "cPickle", "pickletools", "marshal", "shelve", "dill", "cloudpickle", "joblib", "jsonpickle", "ctypes", "_ctypes",
        "cffi", "_cffi_backend", "pty", "tty", "platform", "webbrowser", "requests", "urllib", "urllib2", "urllib3", "http", "httplib", "httplib2", "aiohttp", "httpx", "ftplib",
        "smtplib", "telnetlib", "poplib", "imaplib", "xmlrpc", "asyncio", "multiprocessing", "concurrent", "threading", "_thread", "thread", "code", "codeop", "bdb", "pdb", "timeit",
        "profile", "cProfile", "trace", "pip", "setuptools", "_distutils_hack", "pkg_resources", "ensurepip", "venv", "distutils", "pkgutil", "pydoc", "doctest", "idlelib", "lib2to3",
        "test", "unittest", "types", "inspect", "functools", "operator", "_operator", "copyreg", "copy_reg", "tempfile", "pathlib", "io", "_io", "codecs", "commands", "popen2",
        "zipfile", "tarfile", "sqlite3", "dbm", "signal", "_signal", "resource", "logging", "ast", "symtable", "site", "sitecustomize", "gc", "weakref", "atexit", "readline", "cmd",
        "curses", "uu", "sched", "linecache", "fileinput", "glob", "mmap", "fcntl", "pexpect", "paramiko", "fabric", "IPython", "django", "flask", "jinja2", "yaml",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Modules = new[]
    {
        "torch.hub", "torch.jit", "torch.package", "torch.fx", "torch.utils", "torch._dynamo", "torch._inductor", "torch.distributed", "torch.testing", "torch.onnx", "torch.ao",
        "torch.multiprocessing", "torch.serialization", "torch._jit_internal", "torch.ops", "torch.classes", "torch.autograd", "numpy.testing", "numpy.f2py", "numpy.distutils",
        "numpy.lib", "pandas.io", "pandas.core", "keras.src.saving", "tensorflow.python",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<PickleImport> Names = new PickleImport[]
    {
        new("torch", "load"), new("torch", "compile"), new("torch.storage", "_load_from_bytes"), new("numpy", "load"), new("numpy", "fromfile"), new("numpy", "save"),
        new("pandas", "read_pickle"), new("pandas", "eval"),
    }.ToFrozenSet();

    internal static bool Contains(PickleImport import) =>
        // An attribute of an attribute leads from anything to everything; so do the functions built into the language.
        import.Name.Contains('.', StringComparison.Ordinal) || import.Name.StartsWith("__", StringComparison.Ordinal)
            || import.Module is "builtins" or "__builtin__" or "__main__"
            || Packages.Contains(import.Module.Split('.')[0]) || Modules.Any(m => IsIn(import.Module, m)) || Names.Contains(import);

    private static bool IsIn(string module, string package) =>
        module.StartsWith(package, StringComparison.Ordinal) && (module.Length == package.Length || module[package.Length] == '.');
}
