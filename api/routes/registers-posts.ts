import type { FastifyInstance } from 'fastify';
import { addPost, changePost, type Post, type PostChanges } from '../../db/registers/posts.ts';
import { checkBody } from '../bodies/checked.ts';
import { POST_CHANGE, POST_ENTRY } from '../bodies/entries.ts';
import type { Api } from '../context.ts';
import { newId, stafferOf, written, type EntryWords } from '../registers/written.ts';

type NewPost = Omit<Post, 'id' | 'countyPost' | 'validTo'> &
  Partial<Pick<Post, 'id' | 'validTo'>> & { readonly reason: string };

const POST: EntryWords = { prefix: 'p', what: '岗位', unfit: 'PostUnfit' };

/** Entering, changing and ending posts. What the holder of a post that ended held moves on within seconds. */
export function postRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/registers/posts', async (request, reply) => {
    checkBody(POST_ENTRY, request.body);
    const { reason, ...asked } = request.body as NewPost;
    const post = { validTo: null, ...asked, id: newId(request, POST, asked.id) };
    const said = await addPost(db, post, stafferOf(request, reason));
    return reply.status(201).send(written(said, POST, asked.id !== undefined));
  });

  app.patch<{ Params: { id: string } }>('/v1/registers/posts/:id', async (request) => {
    checkBody(POST_CHANGE, request.body);
    const { reason, ...changes } = request.body as PostChanges & { readonly reason: string };
    return written(await changePost(db, request.params.id, changes, stafferOf(request, reason)), POST);
  });
}
