using System.Collections.Frozen;

namespace Rewriter.Renaming;

/// <summary>Words that stand in every infrastructure, whatever a project calls its own things.</summary>
internal static class CommonWords
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "account", "action", "address", "admin", "agent", "alert", "api", "app", "application", "apps", "archive", "artifact", "auth", "backend", "backup", "base", "batch", "blue", "branch", "bucket", "build",
        "cache", "chart", "check", "client", "cloud", "cluster", "code", "common", "config", "console", "container", "controller", "core", "cron", "dashboard", "data", "database", "db", "default", "deploy",
        "deployment", "dev", "develop", "docs", "domain", "edge", "email", "endpoint", "engine", "env", "environment", "event", "events", "example", "file", "files", "frontend", "function", "gateway", "green",
        "group", "handler", "health", "home", "host", "hub", "image", "infra", "infrastructure", "ingress", "instance", "integration", "internal", "job", "key", "lab", "lambda", "layer", "lib", "library",
        "live", "load", "local", "log", "logs", "main", "manager", "master", "message", "metrics", "migration", "mobile", "model", "module", "monitor", "monitoring", "name", "network", "node", "operator",
        "order", "org", "organization", "package", "page", "pipeline", "platform", "plugin", "policy", "pool", "portal", "prod", "product", "production", "profile", "project", "provider", "proxy", "public",
        "queue", "registry", "release", "repo", "report", "repository", "resource", "role", "root", "route", "router", "runner", "runtime", "sandbox", "scheduler", "script", "secret", "secrets", "server",
        "service", "services", "site", "source", "space", "spec", "stage", "staging", "state", "storage", "store", "stream", "subnet", "svc", "system", "table", "target", "task", "team", "template", "tenant",
        "test", "token", "tool", "tools", "tracker", "trunk", "type", "ui", "update", "user", "users", "util", "utils", "value", "vault", "version", "view", "volume", "vpc", "web", "webhook", "website", "worker",
        "workflow", "workspace", "zone", "destination", "slave", "replica", "primary", "whitelist", "blacklist");

    /// <summary>True for such a word in any case.</summary>
    public static bool Contains(string word) => Words.Contains(word);
}
