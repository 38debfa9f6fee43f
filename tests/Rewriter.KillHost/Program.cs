using System.Globalization;
using Rewriter.Cli;
using Rewriter.Cli.Hosting;
using Rewriter.KillHost;

// The command as it is, on a disk that kills the process at its n-th write: KILL_AT=n rewrite-killed apply phase1 …
var host = CommandHost.ForProcess();
var killAt = int.Parse(Environment.GetEnvironmentVariable("KILL_AT") ?? "0", CultureInfo.InvariantCulture);
var counter = new WriteCounter(killAt);
return await CommandLine.RunAsync(args, host with { Files = new KillingFileSystem(host.Files, counter), Faults = new KillingFaults(counter) });
