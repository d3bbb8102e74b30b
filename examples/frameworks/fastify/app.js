import Fastify from 'fastify'

const app = Fastify()

app.get('/users/:id', async request => ({ id: request.params.id }))

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' })
