import ContactsCore

extension CommandSpec {
  static let requestCertificate = CommandSpec(
    path: ["request", "certificate"], word: "request certificate",
    summary: "assina o certificado de uma eliminação concluída, ou confere um",
    details: [
      "Um documento pequeno, sem dado de ninguém: que tipos de dado saíram, o que ficou e por qual artigo, "
        + "quando, e quantos arquivos foram lidos para provar. É assinado com a chave “documentos”. Quem o "
        + "recebe pode pedir à central que o confira com --verify."
    ],
    operands: [
      Operand(
        name: "PROTOCOLO", isRequired: true,
        help: "o pedido de eliminação; com --verify, o arquivo do certificado")
    ],
    options: [
      Option(name: "--output", value: "ARQUIVO", help: "grava em um arquivo, e não na saída"),
      .force,
      Option(name: "--verify", help: "confere um certificado"),
    ],
    examples: [
      "atende request certificate LGPD-20261121-0007 --output certificado.json",
      "atende request certificate certificado.json --verify",
    ],
    run: { arguments, context in
      let operand = arguments.operand(0) ?? ""
      if arguments.has("--verify") {
        try await verify(operand, context)
        return
      }
      let place = try arguments["--output"].map { (path) throws(Failure) in
        try OutputPlace(path, outside: context.environment.folder)
      }
      try place?.refuseTaken(replacing: arguments.has("--force"))
      let desk = try await context.desk()
      let certificate = try await desk.book.erasureCertificate(request: operand, as: desk.actor)
      await desk.book.close()
      guard let place else {
        try Streams.writeLine(certificate.json)
        return
      }
      try certificate.write(
        to: place.path, replacing: arguments.has("--force"),
        number: context.surroundings.randomBytes(8))
      try Streams.writeLine("Certificado gravado em \(printable(place.name)).")
    })

  private static func verify(_ path: String, _ context: Context) async throws {
    let bytes = try Input.bytes(of: path == "-" ? nil : path, limit: 1 << 20)
    guard let certificate = ErasureCertificate(json: bytes) else {
      throw Failure.badData("Isso não é um certificado de eliminação.")
    }
    let desk = try await context.desk()
    let isGenuine = try await desk.book.verify(certificate, as: desk.actor)
    await desk.book.close()
    guard isGenuine else {
      throw Failure.badData(
        "O certificado não confere: foi alterado, ou não foi assinado por esta central.")
    }
    try Streams.writeLine(
      "O certificado confere: eliminação do pedido \(printable(certificate.request)), concluída em "
        + "\(certificate.concludedAt.local.display).")
  }
}
