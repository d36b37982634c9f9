#!/usr/bin/env python3
"""Draws a picture of a terminal from commands that really run: docs/terminal.svg.

  tools/record_terminal.py build/aisle docs/terminal.svg

Runs the commands below on fresh sample data, each on a terminal of its own so that the program
prints as it does for a person, and writes what appeared as SVG. Standard library only.
"""
import html
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile

COLUMNS, FONT, LINE = 100, 13, 18
COLORS = {30: "#555753", 31: "#ef6b73", 32: "#8ccf7e", 33: "#e5c76b", 34: "#67b0e8",
          35: "#c47fd5", 36: "#6cbfbf", 37: "#d8dee9", 90: "#7b8494"}
PLAIN, PAPER = "#d8dee9", "#141b1f"
COMMANDS = [  # with how many lines of each are shown, at most
    (["aisle", "load", "shop/files"], 18),
    (["aisle", "ask", "top 5 states by amount"], 18),
    (["aisle", "ask", "monthly cancellation rate since july"], 14),
    (["aisle", "ask", "what is the salary of the HR manager?"], 3),
]


def run_on_terminal(command, folder, env):
    """What the command prints on a terminal, and nothing of how the terminal works."""
    main, other = pty.openpty()
    process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL,
                               stdout=other, stderr=other)
    os.close(other)
    data = b""
    while True:
        try:
            chunk = os.read(main, 65536)
        except OSError:
            break
        if not chunk:
            break
        data += chunk
    process.wait()
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def final_lines(text):
    """Lines as they stand at the end: what a carriage return wrote over is gone."""
    for line in text.rstrip("\n").split("\n"):
        parts = [p for p in re.split(r"\r|\x1b\[2K|\x1b\[1A", line) if p.strip() or p == line]
        yield re.sub(r"\x1b\[[0-9;?]*[A-LN-Za-ln-z]", "", parts[-1] if parts else "")


def spans(line):
    """(text, color, bold) pieces of a line with colour codes."""
    color, bold = PLAIN, False
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        if match := re.fullmatch(r"\x1b\[([0-9;]*)m", piece):
            for code in [int(c or 0) for c in match[1].split(";")]:
                if code == 0:
                    color, bold = PLAIN, False
                elif code == 1:
                    bold = True
                elif code == 2:
                    color = COLORS[90]
                elif code == 22:
                    bold = False
                elif code == 39:
                    color = PLAIN
                elif code in COLORS or code - 60 in COLORS:
                    color = COLORS.get(code) or COLORS[code - 60]
        elif piece:
            yield piece, color, bold


def wrap(line, width=COLUMNS):
    """The line in pieces no wider than the picture; colour codes take no room."""
    out, shown, codes = "", 0, ""
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        if piece.startswith("\x1b["):
            out += piece
            codes = "" if piece in ("\x1b[0m", "\x1b[m") else codes + piece
            continue
        for char in piece:
            if shown == width:
                yield out
                out, shown = codes, 0
            out += char
            shown += 1
    yield out


def tspan(text, color, bold):
    if (color, bold) == (PLAIN, False):
        return html.escape(text)
    weight = ' font-weight="bold"' if bold else ""
    return f'<tspan fill="{color}"{weight}>{html.escape(text)}</tspan>'


def svg(lines):
    lines = [piece for line in lines for piece in wrap(line)]
    width, height = int(COLUMNS * FONT * 0.6025) + 40, len(lines) * LINE + 60
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
           f'width="{width}" height="{height}" role="img" aria-label="Terminal session">',
           f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>']
    for k, dot in enumerate(("#ef6b73", "#e5c76b", "#8ccf7e")):
        out.append(f'<circle cx="{20 + 18 * k}" cy="20" r="5.5" fill="{dot}"/>')
    out.append(f'<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,'
               f'monospace" font-size="{FONT}" fill="{PLAIN}">')
    for row, line in enumerate(lines):
        parts = "".join(tspan(*span) for span in spans(line))
        out.append(f'<text x="20" y="{52 + row * LINE}" xml:space="preserve">{parts}</text>')
    return "\n".join(out + ["</g></svg>"]) + "\n"


def main(program, target):
    program = str(pathlib.Path(program).resolve())
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, COLUMNS=str(COLUMNS), LINES="50", TERM="xterm-256color")
        env.pop("AISLE_LAKE", None)
        subprocess.run([program, "sample", "shop", "--rows", "20000"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        for command, most in COMMANDS:
            typed = " ".join(f'"{w}"' if " " in w else w for w in command)
            lines += [f"\x1b[32m$\x1b[0m \x1b[1m{typed}\x1b[0m"]
            shown = list(final_lines(run_on_terminal([program] + command[1:], folder, env)))
            lines += shown[:most] + (["  \x1b[2m…\x1b[0m"] if len(shown) > most else []) + [""]
    pathlib.Path(target).write_text(svg(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
