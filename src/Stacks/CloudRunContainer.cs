using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Stacks;

/// <summary>What runs in a service or a job.</summary>
public sealed record CloudRunContainer
{
    /// <summary>The image that the stack begins with; deployments change it.</summary>
    public required string Image { get; init; }

    /// <summary>The command; empty for the image's own.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>The port that a service listens on; null for a job.</summary>
    public int? Port { get; init; }

    /// <summary>Environment variables.</summary>
    public ImmutableArray<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>Environment variables whose values are the newest versions of secrets, given by name.</summary>
    public ImmutableArray<(string Name, string Secret)> Secrets { get; init; } = [];

    /// <summary>The container as the SDK's inputs have it.</summary>
    public StackMap ToInputs()
    {
        var inputs = StackMap.Of(("image", Image));
        var plain = Environment.Select(e => StackValue.Map(("name", e.Name), ("value", e.Value)));
        var secret = Secrets.Select(s => StackValue.Map(
            ("name", s.Name),
            ("valueSource", StackValue.Map(("secretKeyRef", StackValue.Map(("secret", s.Secret), ("version", "latest")))))));
        if (!Command.IsEmpty) inputs = inputs.With("commands", StackValue.List(Command.Select(c => StackValue.From(c))));
        if (!Environment.IsEmpty || !Secrets.IsEmpty) inputs = inputs.With("envs", StackValue.List(plain.Concat(secret)));
        if (Port is { } port) inputs = inputs.With("ports", StackValue.Map(("containerPort", port)));
        return inputs;
    }
}
