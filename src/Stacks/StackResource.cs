using Rewriter.Deployment;

namespace Stacks;

/// <summary>A typed declaration: what a stack author writes, and what becomes a <see cref="ResourceDeclaration"/>.</summary>
public abstract record StackResource
{
    /// <summary>The address, the same in every generation.</summary>
    public required string Address { get; init; }

    /// <summary>What the resource is for.</summary>
    public required string Role { get; init; }

    /// <summary>The name inside a Pulumi program, the same in every generation.</summary>
    public required string LogicalName { get; init; }

    /// <summary>How an engine treats the resource.</summary>
    public ResourceOptions Options { get; init; } = ResourceOptions.None;

    /// <summary>The Pulumi type token.</summary>
    public abstract string Type { get; }

    /// <summary>The inputs under the property names of Pulumi's GCP SDK.</summary>
    public abstract StackMap Inputs(string project);

    /// <summary>The declaration in a project: name and import id follow from the inputs.</summary>
    public ResourceDeclaration Declare(string project)
    {
        var inputs = Inputs(project);
        var schema = ResourceTypeCatalog.For(Type);
        return new ResourceDeclaration
        {
            Address = Address,
            Role = Role,
            Type = Type,
            LogicalName = LogicalName,
            PhysicalName = schema.NameOf(inputs),
            Inputs = inputs,
            Options = Options,
            ImportId = schema.IdOf(inputs, project),
        };
    }
}
