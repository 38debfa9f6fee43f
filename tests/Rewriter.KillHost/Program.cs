using System.Globalization;
using Rewriter.Cli;
using Rewriter.Cli.Hosting;
using Rewriter.KillHost;

// The command as it is, on a disk that kills the process at its n-th write, or is full from then on:
// KILL_AT=n rewrite-killed apply phase1, FULL_AT=n rewrite-killed apply phase1. HOURS_LATER=n runs it n hours later.
var host = CommandHost.ForProcess();
var counter = new WriteCounter(Number("KILL_AT"), Number("FULL_AT"));
return await CommandLine.RunAsync(args, host with { Files = new KillingFileSystem(host.Files, counter), Faults = new KillingFaults(counter), Time = new LaterTime(TimeSpan.FromHours(Number("HOURS_LATER"))) });

static int Number(string name) => int.Parse(Environment.GetEnvironmentVariable(name) ?? "0", CultureInfo.InvariantCulture);
