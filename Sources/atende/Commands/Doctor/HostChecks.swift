import ContactsCore
import Glibc

extension Check {
  /// How the machine keeps the data: encrypted or not, and by which installation it is reached.
  static func host(_ folder: DataFolder, settings: Settings) -> [Check] {
    var checks = [encryption(of: folder, settings: settings), memory]
    if Hardening.isPrivileged { checks.append(installation) }
    return checks
  }

  /// Whether a stolen disk would be readable.
  private static func encryption(of folder: DataFolder, settings: Settings) -> Check {
    let title = "Cifragem do disco"
    let found = Encryption.of(folder: nearest(to: folder.path))
    switch found {
    case .encrypted(let layer):
      return Check(
        name: "cifragem", title: title, state: .fine,
        message: "A pasta de dados está em disco cifrado (\(layer)).")
    case .unknown where !settings.isTrial:
      return Check(
        name: "cifragem", title: title, state: .warning,
        message: "Não foi possível saber se o disco da pasta de dados é cifrado.",
        advice: "Confira com quem cuida da máquina; docs/instalacao.md mostra como cifrar.")
    case .plain where !settings.isTrial:
      return Check(
        name: "cifragem", title: title, state: .warning,
        message: "A pasta de dados está em disco sem cifra: quem levar o disco lê tudo.",
        advice:
          "Ponha a pasta em um volume LUKS, ou cifre-a com fscrypt ou gocryptfs (docs/instalacao.md)."
      )
    case .plain, .unknown:
      return Check(
        name: "cifragem", title: title, state: .fine,
        message: "Sem cifra; esta central está em modo de teste (centro.modo).")
    }
  }

  /// Whether this process's memory can end on disk.
  private static var memory: Check {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    return limit.rlim_cur == 0
      ? Check(
        name: "memoria_protegida", title: "Despejos", state: .fine,
        message: "Uma falha não grava a memória do programa em disco.")
      : Check(
        name: "memoria_protegida", title: "Despejos", state: .warning,
        message: "O sistema não deixou desligar os despejos de memória (core dumps).",
        advice: "Execute `sysctl -w kernel.core_pattern='|/bin/false'`.")
  }

  private static var installation: Check {
    let title = "Instalação"
    if InstalledSettings() != nil {
      return Check(
        name: "instalacao", title: title, state: .fine,
        message: "Programa instalado para várias contas; a pasta de dados vem de "
          + "\(InstalledSettings.path).")
    }
    return Check(
      name: "instalacao", title: title, state: .failure,
      message:
        "\(InstalledSettings.path) falta, ou outra conta além de root pode alterá-lo.",
      advice: "Execute `make install` de novo, ou `chown root: \(InstalledSettings.path) && chmod "
        + "0644 \(InstalledSettings.path)`.")
  }

  /// The folder itself, or the nearest above it that exists.
  private static func nearest(to path: String) -> String {
    var path = path
    var status = stat()
    while stat(path, &status) != 0, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      path = String(path[..<slash])
    }
    return path
  }
}
