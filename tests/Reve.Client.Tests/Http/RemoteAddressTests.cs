using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Http;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>URLs from hosts and webhooks do not lead to this machine, to a private network or to metadata services.</summary>
public sealed class RemoteAddressTests : EmulatorTests
{
    public static TheoryData<string> NonPublic =>
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "100.100.100.200", "192.0.0.192", "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "::10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::", "2001::1", "fe80::1",
        "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1",
    ];

    public static TheoryData<string> Public =>
    [
        "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.1.1",
        "192.169.0.1", "192.0.1.1", "198.18.0.1", "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::",
        "2001:4860:4860::8888", "2606:4700::1", "fe00::1",
    ];

    public static TheoryData<string> Refused =>
    [
        "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/fox.png", "https://192.168.1.1/fox.png",
        "http://[fd00:ec2::254]/latest", "http://2852039166/decimal", "http://0xA9.0xFE.0xA9.0xFE/hexadecimal",
        "http://[::ffff:10.0.0.1]/mapped",
    ];

    [Theory]
    [MemberData(nameof(NonPublic))]
    public void An_address_of_a_private_network_is_recognized(string address) =>
        Assert.True(NonPublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [MemberData(nameof(Public))]
    public void A_public_address_is_recognized(string address) =>
        Assert.False(NonPublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_image_at_a_private_address_is_not_downloaded(string url)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = $$"""{"data":[{"url":"{{url}}"}]}""" });

        AssertRefused(Assert.Single(await RunAsync(Create(), OutputTarget.ToFolder(Folder))), url);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_redirect_to_a_private_address_is_not_followed(string url)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", Status = 302, Headers = new Dictionary<string, string> { ["Location"] = url },
        });

        var result = Assert.Single(await RunAsync(Create(), OutputTarget.ToFolder(Folder)));

        AssertRefused(result, result.Image!.Url!);
        Assert.Single(Downloads);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task An_object_with_a_url_of_this_machine_is_not_downloaded(string host)
    {
        var saver = new ImageSaver(new CallPolicy(), NetworkSettings.Default, Clock);

        AssertRefused(await SaveAsync(saver, host, isUrlSpecified: false));

        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task A_name_is_resolved_before_a_proxy_is_asked_for_it()
    {
        var network = new NetworkSettings { Proxy = Emulator.Proxy.Address };
        var saver = new ImageSaver(new CallPolicy(), network, Clock);

        AssertRefused(await SaveAsync(saver, "localhost", isUrlSpecified: false));

        Assert.Empty(Emulator.Proxy.Requests);
    }

    [Fact]
    public async Task A_proxy_on_this_machine_is_used_for_public_addresses()
    {
        var network = new NetworkSettings { Proxy = Emulator.Proxy.Address };
        var saver = new ImageSaver(new CallPolicy { MaximumRetryCount = 0 }, network, Clock);
        var image = Image(new Uri("http://images.invalid/fox.png"));

        var run = Record.ExceptionAsync(() => saver.SaveAsync(new SaveJob(image), cancellation: Cancellation));

        await UntilAsync(() => run.IsCompleted || Emulator.Proxy.Requests.Count > 0);
        Assert.NotEmpty(Emulator.Proxy.Requests);
        await run;
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_url_that_the_user_specified_is_downloaded_from_anywhere(string host)
    {
        var saver = new ImageSaver(new CallPolicy(), NetworkSettings.Default, Clock);

        Assert.Null(await SaveAsync(saver, host, isUrlSpecified: true));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task An_image_where_the_provider_itself_is_is_downloaded(string host)
    {
        var saver = new ImageSaver(new CallPolicy(), NetworkSettings.Default, Clock)
        {
            TrustedAddresses = [new Uri("http://localhost:1/")],
        };

        Assert.Null(await SaveAsync(saver, host, isUrlSpecified: false));
    }

    [Fact]
    public async Task A_trusted_address_in_a_private_network_is_no_reason_to_trust_others()
    {
        var policy = RemoteAddressPolicy.Trusting(new Uri("http://10.1.2.3:8080/v1"));

        await policy.RequireAsync(new Uri("http://10.1.2.3/fox.png"), resolves: true, Cancellation);
        await Assert.ThrowsAsync<AddressRefusedException>(() =>
            policy.RequireAsync(new Uri("http://10.1.2.4/fox.png"), resolves: true, Cancellation));
        await Assert.ThrowsAsync<AddressRefusedException>(() =>
            policy.RequireAsync(new Uri("http://127.0.0.1/fox.png"), resolves: true, Cancellation));
    }

    [Fact]
    public async Task An_input_image_is_not_uploaded_to_a_private_address()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/files", Body = """[{"uri":"https://cdn.example/1","upload_url":"http://169.254.169.254/put"}]""",
        });
        var edit = new ImageRequest
        {
            Operation = ReveOperation.Edit, Prompt = "in snow", Inputs = [ImageInput.FromBytes(PlainPng.Make((8, 8)))],
        };

        var error = await Assert.ThrowsAsync<ReveException>(() =>
            Client(provider: TestProviders.AnyWithTasks.Name).GenerateAsync(edit, Notices.Enqueue, Cancellation));

        Assert.Equal((ReveErrorKind.UploadFailed, Billing.NotCharged), (error.Kind, error.Billing));
        Assert.Contains("169.254.169.254 is an address of this machine or of a private network", error.Message);
        Assert.Equal(["/files"], Emulator.Requests.Select(request => request.Path));
    }

    [Fact]
    public void A_webhook_gives_an_id_and_nothing_else()
    {
        var task = ReveClient.ReadWebhook(
            """{"id":"t1","status":10,"error":"no","output":{"image":"http://169.254.169.254/","output_meta":{}}}""");

        Assert.Equal(("t1", TestProviders.AnyWithTasks.Name, ReveTaskStatus.Unknown), (task.Id, task.Provider, task.Status));
        Assert.Equal((null, null, null), (task.Error, task.Output, task.Usage));
        Assert.Empty(task.Urls);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../apps/run")]
    [InlineData("$(calc)")]
    [InlineData("a b")]
    [InlineData("a\\u001b[2J")]
    [InlineData("a\\u202e")]
    public void A_webhook_whose_id_is_more_than_an_id_is_refused(string id) => Assert.Equal(
        ReveErrorKind.WebhookUnreadable,
        Assert.Throws<ReveException>(() => ReveClient.ReadWebhook($$"""{"id":"{{id}}","status":10}""")).Kind);

    [Fact]
    public async Task The_images_of_a_task_come_from_the_provider_whatever_the_object_says()
    {
        var client = Client(provider: TestProviders.AnyWithTasks.Name);
        var submitted = await client.SubmitAsync(
            client.CreateJob(Create() with
            {
                Options = new Dictionary<ReveOption, object> { [ReveOption.NoWait] = true },
            }),
            Notices.Enqueue, Cancellation);
        Emulator.Tasks.Finish();
        var forged = submitted with
        {
            Status = ReveTaskStatus.Completed, Urls = [new Uri(Emulator.OtherHost, "/forged.png").AbsoluteUri],
        };

        var result = Assert.Single(
            await client.ReceiveTaskAsync(new ReceiveJob(forged), Notices.Enqueue, Cancellation));

        Assert.Null(result.Error);
        Assert.DoesNotContain(Emulator.Requests, request => request.Path == "/forged.png");
    }

    private ReveImage Image(Uri url) => new()
    {
        Prompt = "", Operation = ReveOperation.Create, Provider = TestProviders.Any.Name, Model = "", Url = url.AbsoluteUri,
    };

    /// <summary>Saves an image of the emulator under another name of this machine.</summary>
    private async Task<ReveException?> SaveAsync(ImageSaver saver, string host, bool isUrlSpecified)
    {
        var path = Emulator.Images.Host(PlainPng.Make((8, 8)));
        var url = new UriBuilder(new Uri(Emulator.BaseUri, path)) { Host = host }.Uri;
        var job = new SaveJob(Image(url)) { IsUrlSpecified = isUrlSpecified };
        return await Record.ExceptionAsync(() => saver.SaveAsync(job, Notices.Enqueue, Cancellation)) as ReveException;
    }

    private void AssertRefused(ReveResult result, string url)
    {
        AssertRefused(result.Error);
        Assert.Equal(url, result.Image!.Url);
        Assert.Null(result.Image.FullName);
        Assert.Empty(Clock.Waits);
        Assert.Single(Paid);
    }

    private static void AssertRefused(ReveException? error)
    {
        Assert.Equal(ReveErrorKind.DownloadFailed, error?.Kind);
        Assert.Contains("is an address of this machine or of a private network", error!.Message);
        Assert.Contains("-BaseUri", error.Advice);
    }
}
