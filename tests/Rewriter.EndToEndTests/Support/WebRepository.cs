namespace Rewriter.EndToEndTests.Support;

/// <summary>A small repository of its own: one Terraform stack with a local backend, and a migration that makes it anew beside itself.</summary>
internal static class WebRepository
{
    /// <summary>The stack's migration; it works with Terraform unless a run says otherwise.</summary>
    public const string Migration = """
        migration: web
        why: The service gets another name.
        generations: [old, new]
        engine: terraform
        roles:
          service: { names: { old: web-old, new: web-new } }
          state-path: { names: { old: envs/old, new: envs/new } }
        stacks:
          main:
            stateRole: state-path
            terraform:
              folder: infra
              backend: { path: "states/{state}.tfstate" }
              secretVariables: { token: WEB_TOKEN }
              destroyOnRollback: true
        rules:
          - id: names
            why: The service is called so.
            roles: [service]
            files: infra/main.tf
        phases:
          - id: start
            why: What is there.
            generation: old
            steps:
              - { id: up, kind: apply, assert: { create: 1 } }
          - id: beside
            why: A second one beside it.
            generation: new
            steps:
              - { id: names, kind: rewrite }
              - { id: up, kind: apply, beside: old, assert: { create: 1, update: 0, replace: 0, delete: 0 } }
        """;

    private const string Configuration = """
        terraform {
          backend "local" {}
        }

        variable "service_name" {
          default = "web-old"
        }

        variable "token" {
          sensitive = true
        }

        resource "terraform_data" "web" {
          input            = { name = var.service_name, token = var.token }
          triggers_replace = [var.service_name]
        }
        """;

    /// <summary>What the secret variable holds in runs of <see cref="RunAsync"/>.</summary>
    public const string Secret = "hunter2-and-more";

    /// <summary>Makes the repository.</summary>
    public static ExampleRepository Create()
    {
        var repository = ExampleRepository.Empty();
        repository.Write("rewrite.yaml", Migration);
        repository.Write("infra/main.tf", Configuration);
        return repository;
    }

    /// <summary>Runs the command with the secret in its environment.</summary>
    public static Task<CommandResult> RunAsync(ExampleRepository repository, params string[] arguments) =>
        RewriteCommand.RunWithAsync(repository.Folder, [("WEB_TOKEN", Secret)], arguments);
}
