/// A choice of keys for the screens, by the programs whose habits it follows.
public enum KeyProfile: String, Sendable, CaseIterable {
  case standard = "padrao"
  case as400 = "5250"
  case vim
}
