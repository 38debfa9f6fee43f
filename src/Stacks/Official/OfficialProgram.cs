using Rewriter.Deployment;
using static Stacks.Official.Inputs;
using Gcp = Pulumi.Gcp;
using P = Pulumi;

namespace Stacks.Official;

/// <summary>Registers a described stack on the typed classes of Pulumi's GCP SDK: the same model, another way out.</summary>
public static class OfficialProgram
{
    /// <summary>Registers every resource, each after those that it depends on.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="secret">The value of a secret that is kept outside, by its name; Pulumi keeps it encrypted.</param>
    /// <param name="imports">The ids of objects that are taken over, by address; null for none.</param>
    /// <exception cref="NotSupportedException">There is no typed class here for a resource's type.</exception>
    public static IReadOnlyDictionary<string, P.Resource> Register(StackDescription stack, Func<string, P.Input<string>> secret, IReadOnlyDictionary<string, string>? imports = null)
    {
        var registered = new Dictionary<string, P.Resource>(StringComparer.Ordinal);
        foreach (var declaration in stack.Resources)
        {
            var options = Options(declaration.Options, registered);
            options.ImportId = imports?.GetValueOrDefault(declaration.Address);
            registered.Add(declaration.Address, Register(declaration, options, secret));
        }

        return registered;
    }

    private static P.Resource Register(ResourceDeclaration declaration, P.CustomResourceOptions options, Func<string, P.Input<string>> secret)
    {
        var (name, inputs) = (declaration.LogicalName, declaration.Inputs);
        return declaration.Type switch
        {
            ResourceTypes.Service => new Gcp.CloudRunV2.Service(name, CloudRun.Service(inputs), options),
            ResourceTypes.Job => new Gcp.CloudRunV2.Job(name, CloudRun.Job(inputs), options),
            ResourceTypes.Secret => new Gcp.SecretManager.Secret(name, Secret(inputs), options),
            ResourceTypes.SecretVersion => new Gcp.SecretManager.SecretVersion(name, Version(inputs, secret), options),
            ResourceTypes.SecretIamMember => new Gcp.SecretManager.SecretIamMember(name, Member(inputs), options),
            ResourceTypes.Repository => new Gcp.ArtifactRegistry.Repository(name, Repository(inputs), options),
            ResourceTypes.ServiceAccount => new Gcp.ServiceAccount.Account(name, Account(inputs), options),
            ResourceTypes.ServiceAccountIamMember => new Gcp.ServiceAccount.IAMMember(name, AccountMember(inputs), options),
            ResourceTypes.ProjectIamMember => new Gcp.Projects.IAMMember(name, ProjectMember(inputs), options),
            ResourceTypes.WorkloadIdentityPool => new Gcp.Iam.WorkloadIdentityPool(name, Pool(inputs), options),
            ResourceTypes.WorkloadIdentityPoolProvider => new Gcp.Iam.WorkloadIdentityPoolProvider(name, Provider(inputs), options),
            ResourceTypes.Bucket => new Gcp.Storage.Bucket(name, Bucket(inputs), options),
            _ => throw new NotSupportedException($"'{declaration.Address}' has the type '{declaration.Type}', for which there is no typed class here; the Pulumi YAML program can declare it."),
        };
    }

    private static P.CustomResourceOptions Options(ResourceOptions options, Dictionary<string, P.Resource> registered)
    {
        var result = new P.CustomResourceOptions
        {
            Protect = options.Protect,
            RetainOnDelete = options.RetainOnDelete,
            DeleteBeforeReplace = options.DeleteBeforeReplace,
            IgnoreChanges = [.. options.IgnoreChanges],
            Aliases = [.. options.Aliases.Select(a => (P.Input<P.Alias>)AliasOf(a))],
        };
        foreach (var needed in options.DependsOn) result.DependsOn.Add((P.Input<P.Resource>)registered[needed]);
        return result;
    }

    private static P.Alias AliasOf(string alias) => alias.StartsWith("urn:", StringComparison.Ordinal) ? new P.Alias { Urn = alias } : new P.Alias { Name = alias };

    private static Gcp.SecretManager.SecretArgs Secret(StackMap inputs) => new()
    {
        SecretId = Text(inputs["secretId"]),
        Project = Text(inputs["project"]),
        Labels = Texts(inputs["labels"]),
        Replication = new Gcp.SecretManager.Inputs.SecretReplicationArgs { Auto = new Gcp.SecretManager.Inputs.SecretReplicationAutoArgs() },
    };

    private static Gcp.SecretManager.SecretVersionArgs Version(StackMap inputs, Func<string, P.Input<string>> secret) => new()
    {
        Secret = Text(inputs["secret"]),
        SecretData = inputs["secretData"]?.SecretName is { } name ? secret(name) : Text(inputs["secretData"]),
    };

    private static Gcp.SecretManager.SecretIamMemberArgs Member(StackMap inputs) => new()
    {
        SecretId = Text(inputs["secretId"]), Project = Text(inputs["project"]), Role = Text(inputs["role"]), Member = Text(inputs["member"]),
    };

    private static Gcp.ArtifactRegistry.RepositoryArgs Repository(StackMap inputs) => new()
    {
        RepositoryId = Text(inputs["repositoryId"]), Location = Text(inputs["location"]), Format = Text(inputs["format"]), Project = Text(inputs["project"]),
    };

    private static Gcp.ServiceAccount.AccountArgs Account(StackMap inputs) => new()
    {
        AccountId = Text(inputs["accountId"]), DisplayName = Text(inputs["displayName"]), Project = Text(inputs["project"]),
    };

    private static Gcp.ServiceAccount.IAMMemberArgs AccountMember(StackMap inputs) => new()
    {
        ServiceAccountId = Text(inputs["serviceAccountId"]), Role = Text(inputs["role"]), Member = Text(inputs["member"]),
    };

    private static Gcp.Projects.IAMMemberArgs ProjectMember(StackMap inputs) => new()
    {
        Project = Text(inputs["project"]), Role = Text(inputs["role"]), Member = Text(inputs["member"]),
    };

    private static Gcp.Iam.WorkloadIdentityPoolArgs Pool(StackMap inputs) => new()
    {
        WorkloadIdentityPoolId = Text(inputs["workloadIdentityPoolId"]), DisplayName = Text(inputs["displayName"]), Project = Text(inputs["project"]),
    };

    private static Gcp.Iam.WorkloadIdentityPoolProviderArgs Provider(StackMap inputs) => new()
    {
        WorkloadIdentityPoolId = Text(inputs["workloadIdentityPoolId"]),
        WorkloadIdentityPoolProviderId = Text(inputs["workloadIdentityPoolProviderId"]),
        Project = Text(inputs["project"]),
        AttributeCondition = Text(inputs["attributeCondition"]),
        AttributeMapping = Texts(inputs["attributeMapping"]),
        Oidc = new Gcp.Iam.Inputs.WorkloadIdentityPoolProviderOidcArgs { IssuerUri = Text(inputs["oidc"]?.Members["issuerUri"]) },
    };

    private static Gcp.Storage.BucketArgs Bucket(StackMap inputs) => new()
    {
        Name = Text(inputs["name"]),
        Location = Text(inputs["location"]),
        Project = Text(inputs["project"]),
        UniformBucketLevelAccess = Flag(inputs["uniformBucketLevelAccess"]),
        StorageClass = Text(inputs["storageClass"]),
        Versioning = inputs["versioning"] is { } versioning ? new Gcp.Storage.Inputs.BucketVersioningArgs { Enabled = Flag(versioning.Members["enabled"]) } : null!,
    };
}
