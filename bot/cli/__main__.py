"""``python -m bot.cli``: the same as ``kolcrisis``, for where the script is not on the PATH."""

from bot.cli.entry import main

main()
