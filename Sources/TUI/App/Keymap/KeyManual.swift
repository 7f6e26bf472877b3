/// The page `docs/keys.md`, made from the keymap so that it cannot go stale.
enum KeyManual {
  static var markdown: String {
    var lines = [
      "# Teclas", "",
      "Gerado a partir da tabela de teclas do programa: não edite esta página à mão.", "",
      "Toda tecla de função também é `Esc` seguido do seu dígito (`Esc` `2` é `F2`, `Esc` `0` é"
        + " `F10`).",
      "Letras são comandos só onde não há campo de texto com o foco; maiúsculas e minúsculas"
        + " valem o mesmo,",
      "exceto `g G` e `n N`. Em **Contatos**, um `q` sozinho logo depois de `Esc` limpar a busca"
        + " também sai.",
    ]
    for place in Place.allCases {
      lines += ["", "## \(place.title)", "", "| tecla | ação | o que faz |", "| --- | --- | --- |"]
      for row in Keymap.rows(at: place) {
        let keys = Keymap.labels(for: row.action, at: place).map { "`\($0)`" }
        lines.append("| \(keys.joined(separator: " ")) | \(row.title) | \(row.help) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
