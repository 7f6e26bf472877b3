/// How the first person of a new centre comes in, and so everybody after.
public enum FirstEntry: Sendable {
  case system
  case password(login: String, Password)
}

/// The first person of a new centre.
struct FirstUser {
  let login: String
  let mode: SignInMode
  let systemUserID: UInt32?
  let password: Password?

  init(_ owner: SystemAccount, _ entry: FirstEntry) throws(StoreError) {
    switch entry {
    case .system:
      login = owner.login
      mode = .system
      systemUserID = owner.systemUserID
      password = nil
    case .password(let login, let password):
      self.login = NewUser.normalised(login)
      mode = .password
      // The account is everybody's who sits at the terminal.
      systemUserID = nil
      self.password = password
      var problems = PasswordRules.problems(with: password, login: self.login)
      if !NewUser.isLogin(self.login) { problems.append(.badLogin) }
      guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
    }
  }
}

extension FieldProblem {
  static let badLogin = FieldProblem(
    field: .login,
    message: "O nome de entrada só pode ter letras sem acento, algarismos, ponto, hífen e "
      + "sublinhado.")
}
