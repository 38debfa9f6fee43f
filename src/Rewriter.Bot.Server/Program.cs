using Rewriter.Bot.Server;

return await BotServer.RunAsync(args);
