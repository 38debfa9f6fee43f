using Rewriter.Cli;
using Rewriter.Cli.Hosting;

return await CommandLine.RunAsync(args, CommandHost.ForProcess());
