using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Graphics.Terminal;
using Reve.Graphics.Terminal.Detection;
using Xunit;

namespace Reve.Tests.Graphics.Terminal;

public class TerminalDetectionTests
{
    [Theory]
    [InlineData("TERM=xterm-kitty KITTY_WINDOW_ID=1", TerminalProtocol.Kitty)]
    [InlineData("TERM=xterm-kitty TERM_PROGRAM=iTerm.app", TerminalProtocol.Kitty)]
    [InlineData("TERM=xterm-256color KITTY_WINDOW_ID=1", TerminalProtocol.Kitty)]
    [InlineData("TERM=xterm-ghostty TERM_PROGRAM=ghostty", TerminalProtocol.Kitty)]
    [InlineData("TERM=xterm-256color KONSOLE_VERSION=230804", TerminalProtocol.Kitty)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=WarpTerminal", TerminalProtocol.Kitty)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=iTerm.app", TerminalProtocol.ITerm2)]
    [InlineData("TERM=xterm-256color LC_TERMINAL=iTerm2", TerminalProtocol.ITerm2)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=WezTerm", TerminalProtocol.ITerm2)]
    [InlineData("TERM=xterm TERM_PROGRAM=mintty", TerminalProtocol.ITerm2)]
    [InlineData("TERM=foot", TerminalProtocol.Sixel)]
    [InlineData("TERM=foot-extra", TerminalProtocol.Sixel)]
    [InlineData("TERM=mlterm-256color", TerminalProtocol.Sixel)]
    [InlineData("TERM=dumb KITTY_WINDOW_ID=1", TerminalProtocol.Blocks)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", TerminalProtocol.Blocks)]
    public void A_terminal_that_its_environment_identifies_is_not_queried(string environment, TerminalProtocol protocol)
    {
        var detection = Detect(environment);

        Assert.Equal(new TerminalDetection(protocol, IsCertain: true), detection);
        Assert.Equal(protocol, detection.Resolve("\e[?62;4c"));
    }

    [Theory]
    [InlineData("", TerminalProtocol.Blocks)]
    [InlineData("TERM=xterm-256color", TerminalProtocol.Blocks)]
    [InlineData("TERM=xterm-256color KONSOLE_VERSION=210400", TerminalProtocol.Blocks)]
    [InlineData("TERM=xterm-256color KITTY_WINDOW_ID=", TerminalProtocol.Blocks)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=vscode KITTY_WINDOW_ID=1", TerminalProtocol.Blocks)]
    [InlineData("TERM=tmux-256color TMUX=/tmp/x KITTY_WINDOW_ID=1", TerminalProtocol.Blocks)]
    [InlineData("TERM=xterm-256color TMUX=/tmp/x TERM_PROGRAM=iTerm.app", TerminalProtocol.Blocks)]
    [InlineData("TERM=screen.xterm-256color STY=1 WT_SESSION=1", TerminalProtocol.Blocks)]
    [InlineData("TERM=xterm-kitty KITTY_WINDOW_ID=1 ZELLIJ=0", TerminalProtocol.Blocks)]
    [InlineData("WT_SESSION=5c6a", TerminalProtocol.Sixel)]
    public void Another_terminal_is_queried_and_has_a_default_protocol_without_a_reply(
        string environment, TerminalProtocol protocol)
    {
        var detection = Detect(environment);

        Assert.Equal(new TerminalDetection(protocol, IsCertain: false), detection);
        Assert.Equal(protocol, detection.Resolve(reply: null));
        Assert.Equal(protocol, detection.Resolve("what?"));
        Assert.Equal(TerminalProtocol.Sixel, detection.Resolve("\e[?62;4;22c"));
        Assert.Equal(TerminalProtocol.Blocks, detection.Resolve("\e[?61;6;22c"));
    }

    [Theory]
    [InlineData("\e[?62;4;22c", true)]
    [InlineData("[?1;2;4c", true)]
    [InlineData("x\e[?64;1;2;4;6c", true)]
    [InlineData("\e[?62;22c", false)]
    [InlineData("\e[?6c", false)]
    [InlineData("\e[?4;6c", false)]
    [InlineData("\e[?62;14;41c", false)]
    [InlineData("\e[?62;4", null)]
    [InlineData("4c", null)]
    [InlineData("", null)]
    public void A_reply_reports_Sixel_by_attribute_4_only(string reply, bool? hasSixel)
    {
        Assert.Equal(hasSixel, DeviceAttributes.HasSixel(reply));
        Assert.Equal(hasSixel is not null, DeviceAttributes.IsComplete(reply));
    }

    private static TerminalDetection Detect(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        return TerminalDetection.FromEnvironment(name => variables.GetValueOrDefault(name));
    }
}
