/**
 * What a shell reads to complete `limbeck`. Each asks `limbeck completion --words ...` with the words as typed; a first
 * line `:files` in the answer asks the shell for its own completion of file names as well.
 */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const bash = `# limbeck completion for bash. In ~/.bashrc:  source <(limbeck completion bash)
_limbeck() {
  local words line current="\${COMP_WORDS[COMP_CWORD]}"
  words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = ":files" ]; then
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current")
    else
      COMPREPLY+=("$line")
    fi
  done < <(limbeck completion --words "\${words[@]}" 2>/dev/null)
}
complete -o filenames -F _limbeck limbeck
`;

const zsh = `#compdef limbeck
# limbeck completion for zsh. In ~/.zshrc, after compinit:  source <(limbeck completion zsh)
_limbeck() {
  local -a found
  found=("\${(@f)$(limbeck completion --words "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ "\${found[1]}" == ":files" ]]; then
    _files
    found=("\${(@)found[2,-1]}")
  fi
  (( \${#found} )) && [[ -n "\${found[1]}" ]] && compadd -- "\${found[@]}"
}
compdef _limbeck limbeck
`;

const fish = `# limbeck completion for fish. Once:  limbeck completion fish > ~/.config/fish/completions/limbeck.fish
function __limbeck_words
  set -l words (commandline -opc)[2..-1] (commandline -ct)
  for line in (limbeck completion --words $words 2>/dev/null)
    if test "$line" = ":files"
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c limbeck -f -a '(__limbeck_words)'
`;

export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
