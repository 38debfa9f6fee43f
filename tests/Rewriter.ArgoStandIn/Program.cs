using Rewriter.ArgoStandIn;

// A stand-in for the command `argocd` of a cluster whose state lies in the folder ARGOCD_STATE.
var folder = Environment.GetEnvironmentVariable("ARGOCD_STATE");
if (folder is null || args is not ["app", var verb, var name, ..] || Application.Open(folder, name) is not { } application)
{
    Console.Error.WriteLine("level=fatal msg=\"rpc error: code = PermissionDenied desc = permission denied\"");
    return 20;
}

switch (verb)
{
    case "get":
        application.Look();
        Console.WriteLine(application.Json());
        return 0;
    case "sync":
        application.SyncNow();
        return 0;
    default:
        return 1;
}
