using System;
using System.Text.Json;
using Reve.Emulator;

await using var emulator = await ReveEmulator.StartAsync();
Console.WriteLine(JsonSerializer.Serialize(new
{
    baseUri = emulator.BaseUri,
    otherHost = emulator.OtherHost,
    httpsUri = emulator.HttpsUri,
    proxy = emulator.Proxy.Address,
    apiKey = emulator.ApiKey,
}));

// Whoever started the emulator holds its standard input: when they are gone, so is the emulator.
while (Console.In.ReadLine() is not null)
{
}
