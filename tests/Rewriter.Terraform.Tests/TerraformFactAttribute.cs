using Rewriter.Processes;

namespace Rewriter.Terraform.Tests;

/// <summary>A test that runs the real program; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerraformFactAttribute : FactAttribute
{
    public TerraformFactAttribute()
    {
        if (Program is null) Skip = "neither 'terraform' nor 'tofu' is on PATH, so nothing of the real program is tested";
    }

    public static string? Program { get; } =
        new[] { "terraform", "tofu" }.FirstOrDefault(p => SystemProcessRunner.Find(p, Environment.GetEnvironmentVariable("PATH")) is not null);
}
