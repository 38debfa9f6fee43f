namespace Rewriter.Scanning;

/// <summary>Names of files and folders that tell what they are.</summary>
internal static class KnownPaths
{
    private static readonly HashSet<string> VendoredFolders = new(StringComparer.Ordinal)
    {
        "vendor", "node_modules", "third_party", "third-party", "bower_components", "jspm_packages", ".terraform", ".terragrunt-cache",
        ".yarn", ".pnpm-store", ".venv", "__pycache__", ".tox", ".eggs", "Pods", "Carthage", "Godeps", ".gradle", ".bundle", "external_charts",
    };

    private static readonly HashSet<string> LockFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "bun.lockb", "go.sum", "go.work.sum", "packages.lock.json", "project.assets.json",
        ".terraform.lock.hcl", "Package.resolved", "paket.lock", "gradle.lockfile", "conan.lock", "MODULE.bazel.lock", "pubspec.lock",
    };

    public static bool IsVendoredFolder(string name) => VendoredFolders.Contains(name);

    public static bool IsState(string name) => name.EndsWith(".tfstate", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tfstate.backup", StringComparison.OrdinalIgnoreCase);

    public static bool IsStateFolder(string name) => name == ".pulumi";

    public static bool IsLockFile(string name) => name.EndsWith(".lock", StringComparison.OrdinalIgnoreCase) || LockFiles.Contains(name);
}
