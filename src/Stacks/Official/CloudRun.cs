using Rewriter.Deployment;
using static Stacks.Official.Inputs;
using P = Pulumi;
using Run = Pulumi.Gcp.CloudRunV2;

namespace Stacks.Official;

/// <summary>Services and jobs on the typed classes.</summary>
internal static class CloudRun
{
    public static Run.ServiceArgs Service(StackMap inputs) => new()
    {
        Name = Text(inputs["name"]),
        Location = Text(inputs["location"]),
        Project = Text(inputs["project"]),
        Ingress = Text(inputs["ingress"]),
        DeletionProtection = Flag(inputs["deletionProtection"]),
        Labels = Texts(inputs["labels"]),
        Template = ServiceTemplate(inputs["template"]!.Members),
    };

    public static Run.JobArgs Job(StackMap inputs)
    {
        var task = inputs["template"]!.Members["template"]!.Members;
        return new()
        {
            Name = Text(inputs["name"]),
            Location = Text(inputs["location"]),
            Project = Text(inputs["project"]),
            DeletionProtection = Flag(inputs["deletionProtection"]),
            Labels = Texts(inputs["labels"]),
            Template = new Run.Inputs.JobTemplateArgs
            {
                Template = new Run.Inputs.JobTemplateTemplateArgs
                {
                    ServiceAccount = Text(task["serviceAccount"]),
                    MaxRetries = Number(task["maxRetries"]),
                    Containers = List(task["containers"], JobContainer),
                },
            },
        };
    }

    private static Run.Inputs.ServiceTemplateArgs ServiceTemplate(StackMap template) => new()
    {
        ServiceAccount = Text(template["serviceAccount"]),
        Containers = List(template["containers"], ServiceContainer),
        Scaling = new Run.Inputs.ServiceTemplateScalingArgs
        {
            MinInstanceCount = Number(template["scaling"]?.Members["minInstanceCount"]),
            MaxInstanceCount = Number(template["scaling"]?.Members["maxInstanceCount"]),
        },
    };

    private static Run.Inputs.ServiceTemplateContainerArgs ServiceContainer(StackMap container)
    {
        var result = new Run.Inputs.ServiceTemplateContainerArgs
        {
            Image = Text(container["image"]),
            Commands = Strings(container["commands"]),
            Envs = List(container["envs"], ServiceVariable),
        };
        if (container["ports"] is { } ports) result.Ports = new Run.Inputs.ServiceTemplateContainerPortsArgs { ContainerPort = Number(ports.Members["containerPort"]) };
        return result;
    }

    private static Run.Inputs.JobTemplateTemplateContainerArgs JobContainer(StackMap container) => new()
    {
        Image = Text(container["image"]),
        Commands = Strings(container["commands"]),
        Envs = List(container["envs"], JobVariable),
    };

    private static Run.Inputs.ServiceTemplateContainerEnvArgs ServiceVariable(StackMap variable)
    {
        var result = new Run.Inputs.ServiceTemplateContainerEnvArgs { Name = Text(variable["name"]), Value = Text(variable["value"]) };
        if (SecretOf(variable) is { } secret)
        {
            result.ValueSource = new Run.Inputs.ServiceTemplateContainerEnvValueSourceArgs
            {
                SecretKeyRef = new Run.Inputs.ServiceTemplateContainerEnvValueSourceSecretKeyRefArgs { Secret = Text(secret["secret"]), Version = Text(secret["version"]) },
            };
        }

        return result;
    }

    private static Run.Inputs.JobTemplateTemplateContainerEnvArgs JobVariable(StackMap variable)
    {
        var result = new Run.Inputs.JobTemplateTemplateContainerEnvArgs { Name = Text(variable["name"]), Value = Text(variable["value"]) };
        if (SecretOf(variable) is { } secret)
        {
            result.ValueSource = new Run.Inputs.JobTemplateTemplateContainerEnvValueSourceArgs
            {
                SecretKeyRef = new Run.Inputs.JobTemplateTemplateContainerEnvValueSourceSecretKeyRefArgs { Secret = Text(secret["secret"]), Version = Text(secret["version"]) },
            };
        }

        return result;
    }

    private static StackMap? SecretOf(StackMap variable) => variable["valueSource"]?.Members["secretKeyRef"]?.Members;
}
