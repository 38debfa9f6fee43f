using Rewriter.Deployment;
using Stacks;
using Stacks.Official;

// The stack is the Pulumi project's unless the configuration names another; the generation has to be chosen.
return await Pulumi.Deployment.RunAsync(() =>
{
    var configuration = new Pulumi.Config();
    var name = configuration.Get("stack") ?? "orderflow";
    IStackProgram program = StackPrograms.Find(name) ?? throw new InvalidOperationException($"There is no stack '{name}'.");
    OfficialProgram.Register(program.Describe(configuration.Require("generation")), secret => configuration.RequireSecret(secret));
});
