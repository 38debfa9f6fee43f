using Rewriter.PulumiStandIn;

try
{
    return new Commands(Arguments.Parse(args), Settings.FromEnvironment()).Run();
}
catch (Refusal refusal)
{
    Console.Error.WriteLine("error: " + refusal.Message);
    return refusal.ExitCode;
}
