internal import FoundationEssentials

/// What a portability package says it holds, signed by the centre's key for documents.
///
/// There is no format of the ANPD yet: this one is JSON, plain files, and digests that anybody can compute.
public struct PackageManifest: Equatable, Sendable {
  public static let name = "manifest.json"
  static let format = "atende.pacote.1"

  public let centre: String
  public let request: String
  public let madeAt: String
  public let purposes: [String]
  public let files: [File]
  public let publicKey: [UInt8]
  public internal(set) var signature: [UInt8] = []

  public struct File: Equatable, Sendable, Codable {
    public let nome: String
    public let bytes: Int
    /// In hexadecimal.
    public let sha256: String
  }

  /// What the signature covers.
  var message: [UInt8] {
    var bytes = CanonicalBytes()
    for text in [Self.format, centre, request, madeAt] { bytes.append(text) }
    bytes.append(Int64(purposes.count))
    for purpose in purposes { bytes.append(purpose) }
    bytes.append(Int64(files.count))
    for file in files {
      bytes.append(file.nome)
      bytes.append(Int64(file.bytes))
      bytes.append(file.sha256)
    }
    bytes.append(publicKey.hexadecimal)
    return bytes.bytes
  }

  var json: JSON {
    .members([
      "formato": .string(Self.format), "central": .string(centre), "pedido": .string(request),
      "gerado_em": .string(madeAt), "finalidades": .array(purposes.map(JSON.string)),
      "arquivos": .array(
        files.map { file in
          .members([
            "nome": .string(file.nome), "bytes": .integer(Int64(file.bytes)),
            "sha256": .string(file.sha256),
          ])
        }),
      "chave": .string(publicKey.hexadecimal), "assinatura": .string(signature.hexadecimal),
    ])
  }

  init(
    centre: String, request: String, madeAt: String, purposes: [String], files: [File],
    key: SigningKey
  ) {
    self.centre = centre
    self.request = request
    self.madeAt = madeAt
    self.purposes = purposes
    self.files = files
    publicKey = key.publicKey
    signature = key.sign(message)
  }

  /// Reads a manifest from outside; nil for what is none.
  init?(_ bytes: [UInt8]) {
    // It came from outside: why it is none is no more than that it is none.
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)),
      document.formato == Self.format,
      let publicKey = [UInt8].decoding(hexadecimal: document.chave),
      let signature = [UInt8].decoding(hexadecimal: document.assinatura)
    else { return nil }
    centre = document.central
    request = document.pedido
    madeAt = document.gerado_em
    purposes = document.finalidades
    files = document.arquivos
    self.publicKey = publicKey
    self.signature = signature
  }

  private struct Document: Decodable {
    let formato, central, pedido, gerado_em: String
    let finalidades: [String]
    let arquivos: [File]
    let chave, assinatura: String
  }
}

/// What a check of a package found.
public struct PackageVerdict: Equatable, Sendable {
  /// Nil for what is no package.
  public let manifest: PackageManifest?
  /// In Portuguese, one sentence each; empty when all is as it was signed.
  public let problems: [String]

  public var isIntact: Bool { problems.isEmpty }
  /// In hexadecimal; empty for what is no package.
  public var publicKey: String { manifest?.publicKey.hexadecimal ?? "" }

  /// Compares every file with what was signed.
  ///
  /// - Parameters:
  ///   - path: A file that can be opened twice.
  ///   - keys: The centre's own keys, in hexadecimal; nil where there is no centre to ask.
  /// - Returns: The manifest, and whatever differs from it.
  public static func of(package path: String, keys: [String]?) -> PackageVerdict {
    guard let contents = ZipContents(path: path) else {
      return PackageVerdict(
        manifest: nil, problems: ["O arquivo não é um pacote ZIP íntegro."])
    }
    let manifests = contents.files.filter { $0.name == PackageManifest.name }
    guard manifests.count == 1, let manifest = PackageManifest(manifests[0].bytes) else {
      return PackageVerdict(
        manifest: nil, problems: ["Falta o manifest.json, ou ele não é de um pacote do atende."])
    }
    var problems: [String] = []
    if !contents.isPlain {
      problems.append(
        "O ZIP foi refeito: tem bytes a mais, um comentário, ou nomes que se contradizem.")
    }
    if Array(manifest.json.document.utf8) != manifests[0].bytes {
      problems.append("O manifest.json não está escrito como foi assinado.")
    }
    if !SigningKey.isValid(manifest.signature, of: manifest.message, by: manifest.publicKey) {
      problems.append("A assinatura não confere com o manifesto.")
    }
    if let keys, !keys.contains(manifest.publicKey.hexadecimal) {
      problems.append("A chave que assinou não é desta central.")
    }
    for signed in manifest.files {
      let found = contents.files.filter { $0.name == signed.nome }
      if found.isEmpty {
        problems.append("Falta o arquivo \(safe(signed.nome)).")
      } else if found.count > 1 || found[0].bytes.count != signed.bytes
        || SHA256.digest(of: found[0].bytes).hexadecimal != signed.sha256
      {
        problems.append("O arquivo \(safe(signed.nome)) foi alterado.")
      }
    }
    let known = Set(manifest.files.map(\.nome) + [PackageManifest.name])
    for file in contents.files where !known.contains(file.name) {
      problems.append("O arquivo \(safe(file.name)) não estava no pacote assinado.")
    }
    return PackageVerdict(manifest: manifest, problems: problems)
  }

  /// A name from outside, which nobody vouches for.
  private static func safe(_ name: String) -> String {
    String(
      String.UnicodeScalarView(name.unicodeScalars.prefix(60).map { $0.actsInTerminal ? "·" : $0 })
    )
  }
}
