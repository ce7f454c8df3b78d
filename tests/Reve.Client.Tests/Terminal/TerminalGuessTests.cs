using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Terminal;
using Xunit;

namespace Reve.Tests.Terminal;

public class TerminalGuessTests
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
    public void A_terminal_that_gives_itself_away_is_not_asked(string environment, TerminalProtocol protocol)
    {
        var guess = Guess(environment);

        Assert.Equal(new TerminalGuess(protocol, IsSure: true), guess);
        Assert.Equal(protocol, guess.Settle("\e[?62;4c"));
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
    public void Any_other_is_asked_and_there_is_a_guess_for_when_it_cannot_be(
        string environment, TerminalProtocol protocol)
    {
        var guess = Guess(environment);

        Assert.Equal(new TerminalGuess(protocol, IsSure: false), guess);
        Assert.Equal(protocol, guess.Settle(answer: null));
        Assert.Equal(protocol, guess.Settle("what?"));
        Assert.Equal(TerminalProtocol.Sixel, guess.Settle("\e[?62;4;22c"));
        Assert.Equal(TerminalProtocol.Blocks, guess.Settle("\e[?61;6;22c"));
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
    public void An_answer_speaks_of_sixel_only_by_an_attribute_of_its_own(string answer, bool? speaks)
    {
        Assert.Equal(speaks, TerminalReply.SpeaksOfSixel(answer));
        Assert.Equal(speaks is not null, TerminalReply.IsWhole(answer));
    }

    private static TerminalGuess Guess(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        return TerminalGuess.FromEnvironment(name => variables.GetValueOrDefault(name));
    }
}
