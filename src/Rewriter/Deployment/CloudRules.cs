using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rewriter.Deployment;

/// <summary>How the embedded cloud behaves: pure functions from one cloud to the next.</summary>
internal static class CloudRules
{
    /// <summary>The output that counts the runs of a job.</summary>
    public const string Executions = "executions";

    /// <summary>The output that numbers what was deployed to a service or job.</summary>
    public const string Revision = "revision";

    /// <summary>The deletion that keeps an id from being used; null where there is none.</summary>
    public static CloudTombstone? Tombstone(CloudSnapshot cloud, string type, string id, DateTimeOffset now) =>
        cloud.Tombstones.LastOrDefault(t => t.Type == type && t.Id == id && now < t.DeletedAt.AddDays(ResourceTypeCatalog.For(type).DaysUntilReusable));

    /// <summary>The entry point whose traffic a service carries; null where it carries none.</summary>
    public static TrafficSplit? Serves(CloudSnapshot cloud, string type, string id) => type != ResourceTypes.Service ? null
        : cloud.EntryPoints.FirstOrDefault(e => e.Weights.Any(w => w.Percent > 0 && (w.Service == id || w.Service == SecretReferences.NameOf(id))));

    /// <summary>The object that a creation of these inputs makes.</summary>
    public static CloudObject Make(string type, string id, StackMap inputs, string project)
    {
        var schema = ResourceTypeCatalog.For(type);
        if (type == ResourceTypes.SecretVersion) return CloudSecrets.Version(id, inputs, inputs["secretData"]?.Members[StackValue.SealedKey]?.Text ?? "sha256:");
        var name = schema.NameOf(inputs) ?? id[(id.LastIndexOf('/') + 1)..];
        return new CloudObject { Type = type, Id = id, Name = name, ParentId = schema.ParentIdOf(inputs, project), Attributes = inputs, Outputs = Outputs(type, name, inputs, project) };
    }

    /// <summary>The cloud with an object made.</summary>
    /// <exception cref="CloudFaultException">The cloud refuses it.</exception>
    public static CloudSnapshot Create(CloudSnapshot cloud, CloudObject made, DateTimeOffset now)
    {
        if (cloud.Find(made.Type, made.Id) is not null) throw new CloudFaultException($"409: '{made.Id}' exists already");
        if (Tombstone(cloud, made.Type, made.Id, now) is not null) throw new CloudFaultException($"400: the id of '{made.Id}' cannot be used again yet");
        if (made.ParentId is { } parent && cloud.Find(ResourceTypeCatalog.For(made.Type).ParentType ?? string.Empty, parent) is null)
            throw new CloudFaultException($"404: '{parent}' does not exist");
        return cloud.With(made);
    }

    /// <summary>The cloud without an object and all that is part of it.</summary>
    public static (CloudSnapshot Cloud, IReadOnlyList<CloudObject> Gone) Delete(CloudSnapshot cloud, CloudObject gone, DateTimeOffset now)
    {
        var all = new List<CloudObject> { gone };
        for (var i = 0; i < all.Count; i++) all.AddRange(cloud.Objects.Where(o => o.ParentId == all[i].Id && o.ParentId is not null));
        foreach (var each in all)
        {
            cloud = cloud.Without(each);
            if (ResourceTypeCatalog.For(each.Type).DaysUntilReusable > 0)
                cloud = cloud with { Tombstones = cloud.Tombstones.Add(new CloudTombstone(each.Type, each.Id, now)) };
        }

        return (cloud, all);
    }

    /// <summary>The path of the image in a service or a job.</summary>
    public static string ImagePath(DeployKind kind) => kind == DeployKind.Service ? "template.containers[0].image" : "template.template.containers[0].image";

    private static StackMap Outputs(string type, string name, StackMap inputs, string project) => type switch
    {
        ResourceTypes.Service => StackMap.Of((Revision, 1), ("uri", Uri(name, inputs, project))),
        ResourceTypes.Job => StackMap.Of((Executions, 0), (Revision, 1)),
        ResourceTypes.ServiceAccount => StackMap.Of(("email", $"{name}@{inputs["project"]?.Text ?? project}.iam.gserviceaccount.com")),
        _ => StackMap.Empty,
    };

    // A project has a number that its services' addresses contain; here it is made from the project's id.
    private static string Uri(string name, StackMap inputs, string project)
    {
        var number = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(inputs["project"]?.Text ?? project)));
        return string.Create(CultureInfo.InvariantCulture, $"https://{name}-{100000000000 + number}.{inputs["location"]?.Text ?? "global"}.run.app");
    }
}
